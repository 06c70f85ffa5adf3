import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { chartSchema } from "../../chart/chartSchema";
import { unknownKeys } from "../../chart/unknownKeys";
import { fromChartValues, type NetworkPoliciesArgs } from "../../core";
import { valdCharts } from "../valdCharts";

describe("the values files of Vald's chart", () => {
  const read = async (file: string): Promise<unknown> =>
    parse(readFileSync(join(await valdCharts(), "vald", file), "utf8"));
  const argsOf = async (file: string): Promise<NetworkPoliciesArgs> => fromChartValues(await read(file)).args;
  const exampleFiles = async (): Promise<string[]> =>
    readdirSync(join(await valdCharts(), "vald/values"), { encoding: "utf8", recursive: true })
      // The folder also contains a ValdMirrorTarget.
      .filter((file) => file.endsWith(".yaml") && !file.endsWith("mirror-target.yaml"))
      .map((file) => `values/${file}`)
      .sort();

  it("contain the defaults that the package assumes for absent values", async () => {
    const { components, defaults } = await argsOf("values.yaml");
    const { args } = fromChartValues({});
    assert.deepEqual(components, args.components);
    assert.equal(defaults?.networkPolicy?.enabled, args.defaults?.networkPolicy?.enabled);
    assert.deepEqual(defaults?.networkPolicy?.custom, { ingress: [], egress: [] });
  });

  it("can all be read, and enable the mirror gateway only in the mirroring examples", async () => {
    const files = await exampleFiles();
    assert.equal(files.length, 12);
    const args = await Promise.all(files.map(argsOf));
    const withMirror = files.filter((_, i) => args[i]?.components?.mirrorGateway?.enabled === true);
    assert.deepEqual(
      withMirror,
      ["01", "02", "03", "with-mirror"].map((name) => `values/multi-vald/dev-vald-${name}.yaml`),
    );
  });

  it("contain no key that is reported as unknown", async () => {
    for (const file of ["values.yaml", ...(await exampleFiles())]) {
      const { warnings } = fromChartValues(await read(file), { defaults: { networkPolicy: { enabled: true } } });
      const unknown = warnings.filter(({ code }) => code === "unknown-key");
      assert.deepEqual([file, unknown], [file, []]);
    }
  });

  it("have a JSON Schema without unknown keys, which also contains the keys without a default", async () => {
    const keys = (schema: Schema): object =>
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, keys(inner)]));
    const schemaFile = join(await valdCharts(), "vald/values.schema.json");
    const values = keys(JSON.parse(readFileSync(schemaFile, "utf8")) as Schema);
    assert.deepEqual(unknownKeys(values, chartSchema), []);
    assert.equal(unknownKeys({ ...values, agents: {} }, chartSchema).length, 1);
  });
});

interface Schema {
  properties?: Record<string, Schema>;
}
