import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { fromChartValues, type NetworkPoliciesArgs } from "../../policies";
import { valdCharts } from "../valdCharts";

describe("the values that come with Vald's chart", () => {
  const args = async (file: string): Promise<NetworkPoliciesArgs> =>
    fromChartValues(parse(readFileSync(join(await valdCharts(), "vald", file), "utf8"))).args;

  it("are by default what is taken where values say nothing", async () => {
    const { components, defaults } = await args("values.yaml");
    const nothing = fromChartValues({}).args;
    assert.deepEqual(components, nothing.components);
    assert.equal(defaults?.networkPolicy?.enabled, nothing.defaults?.networkPolicy?.enabled);
    assert.deepEqual(defaults?.networkPolicy?.custom, { ingress: [], egress: [] });
  });

  it("are read in every other file too, with the mirror gateway where it is on", async () => {
    // The one more in the folder is a ValdMirrorTarget.
    const files = readdirSync(join(await valdCharts(), "vald/values"), { encoding: "utf8", recursive: true })
      .filter((file) => file.endsWith(".yaml") && !file.endsWith("mirror-target.yaml"))
      .sort();
    const withMirror = [];
    for (const file of files)
      if ((await args(`values/${file}`)).components?.mirrorGateway?.enabled === true) withMirror.push(file);
    assert.equal(files.length, 12);
    assert.deepEqual(
      withMirror,
      ["01", "02", "03", "with-mirror"].map((name) => `multi-vald/dev-vald-${name}.yaml`),
    );
  });
});
