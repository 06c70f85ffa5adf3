import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argsSchema } from "../../args/argsSchema";
import { providerBundle, providerSchema } from "../../scripts/providerFiles";

const root = join(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

interface Property {
  description?: string;
  plain?: boolean;
}
interface PackageSchema {
  version: string;
  resources: Record<string, { description: string; inputProperties: Record<string, Property>; properties: object }>;
  types: Record<string, { description: string; properties?: Record<string, Property> }>;
  functions: Record<string, { description: string; inputs: object; outputs: object }>;
}

describe("the files of the Pulumi plugin", () => {
  const files: [file: string, generate: () => string][] = [
    ["provider/schema.json", providerSchema],
    ["provider/index.js", providerBundle],
  ];
  for (const [file, generate] of files)
    it(`contain ${file} as \`npm run generate\` writes it`, () => assert.ok(read(file) === generate()));

  it("have the version of the package, and the dependencies that its tests run with", () => {
    const [plugin, own] = ["provider/package.json", "package.json"].map(
      (file) => JSON.parse(read(file)) as Record<string, Record<string, string>>,
    );
    assert.equal(plugin?.["version"], own?.["version"]);
    const tested = Object.keys(plugin?.["dependencies"] ?? {}).map((name) => [name, own?.["devDependencies"]?.[name]]);
    assert.deepEqual(plugin?.["dependencies"], Object.fromEntries(tested));
  });

  const schema = JSON.parse(read("provider/schema.json")) as PackageSchema;
  const [component] = Object.values(schema.resources);

  it("describe every part of the schema in at most three sentences", () => {
    const parts: [name: string, description: string | undefined][] = [];
    const visit = (name: string, value: unknown): void => {
      if (value === null || typeof value !== "object") return;
      const { description, properties, inputProperties } = value as Record<string, unknown>;
      if (typeof description === "string") parts.push([name, description]);
      for (const fields of [properties, inputProperties])
        for (const [field, property] of Object.entries((fields ?? {}) as Record<string, Property>))
          parts.push([`${name}.${field}`, property.description]);
      for (const [key, inner] of Object.entries(value)) visit(`${name}.${key}`, inner);
    };
    visit("", { resources: schema.resources, types: schema.types, functions: schema.functions });
    assert.ok(parts.length > 100);
    const sentences = (text = "") => text.match(/[.?!](?=\s|$)/g)?.length ?? 0;
    assert.deepEqual(
      parts.filter(([, text]) => sentences(text) === 0 || sentences(text) > 3),
      [],
    );
  });

  it("require plain values for the args that determine which policies and edges exist", () => {
    const plain = Object.entries(component?.inputProperties ?? {}).flatMap(([name, one]) => (one.plain ? [name] : []));
    const inputs = ["namespace", "instanceLabels", "labels", "annotations"];
    const args = [...Object.keys(argsSchema.fields), "adopt", "strict", "chartValues"];
    assert.deepEqual(plain.sort(), args.filter((name) => !inputs.includes(name)).sort());
  });

  it("use the types of the Kubernetes provider for rules and ports", () => {
    const referenced = new Set(read("provider/schema.json").match(/kubernetes:networking\.k8s\.io[^"]*/g));
    assert.deepEqual([...referenced].sort(), [
      "kubernetes:networking.k8s.io%2Fv1:NetworkPolicy",
      "kubernetes:networking.k8s.io/v1:NetworkPolicyEgressRule",
      "kubernetes:networking.k8s.io/v1:NetworkPolicyIngressRule",
      "kubernetes:networking.k8s.io/v1:NetworkPolicyPort",
    ]);
  });
});
