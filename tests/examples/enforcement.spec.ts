import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: { template: { spec: { containers: { image: string; readinessProbe?: object }[] } } };
}

const text = readFileSync(join(__dirname, "../../examples/enforcement/enforcement.yaml"), "utf8");
const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** e2e/packets/enforcement.spec.ts runs the example's script. */
describe("examples/enforcement", () => {
  it("begins with its namespace, which contains everything else", () => {
    const [namespace, ...others] = manifests;
    assert.equal(namespace?.kind, "Namespace");
    assert.deepEqual([...new Set(others.map(({ metadata }) => metadata.namespace))], [namespace.metadata.name]);
  });

  it("uses one pinned image, and only the check has a readiness probe", () => {
    const containers = manifests
      .filter(({ kind }) => kind === "Deployment")
      .flatMap(({ metadata, spec }) => spec?.template.spec.containers.map((one) => ({ ...one, of: metadata.name })));
    assert.deepEqual(
      containers.map((one) => [one?.of, one?.image, one?.readinessProbe !== undefined]),
      [
        ["server", "busybox:1.36.1", false],
        ["check", "busybox:1.36.1", true],
      ],
    );
  });
});
