import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { blocks, root } from "./blocks";

const file = "examples/enforcement/enforcement.yaml";
const text = readFileSync(join(root, file), "utf8");
const manifests = parseAllDocuments(text).map(
  (document) =>
    document.toJS() as {
      kind: string;
      metadata: { name: string; namespace?: string };
      spec?: { template: { spec: { containers: { image: string; readinessProbe?: object; command: string[] }[] } } };
    },
);
const deployments = manifests.filter(({ kind }) => kind === "Deployment");

/** What runs its script is e2e/packets/enforcement.spec.ts. */
describe("examples/enforcement", () => {
  it("begins with its namespace, in which all the rest is", () => {
    const [namespace, ...others] = manifests;
    assert.equal(namespace?.kind, "Namespace");
    assert.deepEqual([...new Set(others.map(({ metadata }) => metadata.namespace))], [namespace.metadata.name]);
  });

  it("has one image, of one version, and asks for readiness where the document waits for it", () => {
    const containers = deployments.flatMap(({ spec }) => spec?.template.spec.containers ?? []);
    assert.deepEqual([...new Set(containers.map(({ image }) => image))], ["busybox:1.36.1"]);
    assert.deepEqual(
      deployments.map(({ metadata, spec }) => [metadata.name, !!spec?.template.spec.containers[0]?.readinessProbe]),
      [
        ["server", false],
        ["check", true],
      ],
    );
  });

  it("is used by the document as it is: its file, its namespace and the Deployment that tells", () => {
    const block = blocks().filter(({ file, info }) => file === "docs/troubleshooting.md" && info === "sh cluster");
    const namespace = manifests[0]?.metadata.name;
    assert.deepEqual(
      block.map(({ code }) => code),
      [
        `kubectl apply -f ${file}
kubectl wait -n ${namespace} --for=condition=available deployment/check --timeout=3m
kubectl logs -n ${namespace} deployment/check
kubectl delete -f ${file}
`,
      ],
    );
  });

  it("says what the document has a meaning for", () => {
    const document = readFileSync(join(root, "docs/troubleshooting.md"), "utf8");
    const section = document.slice(document.indexOf("## Does the cluster"), document.indexOf("## The drop log"));
    const [both = "", none = "", , unknown = ""] = [...section.matchAll(/^\| (`[^`]*`|one of each) \|/gm)].map(
      ([, line = ""]) => line.replaceAll("`", ""),
    );
    assert.equal(both, "ingress: enforced, egress: enforced");
    assert.equal(none, "ingress: not enforced, egress: not enforced");
    const script = deployments[1]?.spec?.template.spec.containers[0]?.command[2] ?? "";
    for (const part of [`= "${both}"`, `"ingress: $ingress, egress: $egress"`, `"not enforced"`, `"${unknown}"`])
      assert.ok(script.includes(part), part);
  });
});
