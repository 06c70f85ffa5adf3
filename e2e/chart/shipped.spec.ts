import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { fromChartValues, type NetworkPoliciesArgs } from "../../policies";
import { chartShape } from "../../chart/chartShape";
import { unknownKeys } from "../../chart/unknownKeys";
import { valdCharts } from "../valdCharts";

describe("the values that come with Vald's chart", () => {
  const valuesIn = async (file: string): Promise<unknown> =>
    parse(readFileSync(join(await valdCharts(), "vald", file), "utf8"));
  const args = async (file: string): Promise<NetworkPoliciesArgs> => fromChartValues(await valuesIn(file)).args;
  const valuesFiles = async (): Promise<string[]> =>
    readdirSync(join(await valdCharts(), "vald/values"), { encoding: "utf8", recursive: true })
      // The one more in the folder is a ValdMirrorTarget.
      .filter((file) => file.endsWith(".yaml") && !file.endsWith("mirror-target.yaml"))
      .map((file) => `values/${file}`)
      .sort();

  it("are by default what is taken where values say nothing", async () => {
    const { components, defaults } = await args("values.yaml");
    const nothing = fromChartValues({}).args;
    assert.deepEqual(components, nothing.components);
    assert.equal(defaults?.networkPolicy?.enabled, nothing.defaults?.networkPolicy?.enabled);
    assert.deepEqual(defaults?.networkPolicy?.custom, { ingress: [], egress: [] });
  });

  it("are read in every other file too, with the mirror gateway where it is on", async () => {
    const files = await valuesFiles();
    const withMirror = [];
    for (const file of files) if ((await args(file)).components?.mirrorGateway?.enabled === true) withMirror.push(file);
    assert.equal(files.length, 12);
    assert.deepEqual(
      withMirror,
      ["01", "02", "03", "with-mirror"].map((name) => `values/multi-vald/dev-vald-${name}.yaml`),
    );
  });

  it("have no key that is taken for a slip", async () => {
    for (const file of ["values.yaml", ...(await valuesFiles())]) {
      const values = await valuesIn(file);
      const { warnings } = fromChartValues(values, { defaults: { networkPolicy: { enabled: true } } });
      assert.deepEqual([file, warnings.filter(({ code }) => code === "unknown-key")], [file, []]);
    }
  });

  it("have no such key in their schema, which has those without a value too", async () => {
    const charts = await valdCharts();
    const keys = (schema: Schema): object =>
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, keys(inner)]));
    const values = keys(JSON.parse(readFileSync(join(charts, "vald/values.schema.json"), "utf8")) as Schema);
    assert.deepEqual(unknownKeys(values, chartShape), []);
    assert.equal(unknownKeys({ ...values, agents: {} }, chartShape).length, 1);
  });
});

interface Schema {
  properties?: Record<string, Schema>;
}
