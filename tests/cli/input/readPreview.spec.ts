import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { diffCommand } from "../../../cli/commands/diffCommand";
import { InputError } from "../../../cli/input/inputError";
import { readPreview } from "../../../cli/input/readPreview";
import { captured } from "../captured";
import { withTempDir } from "../../../testing/withTempDir";

const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const urn = `urn:pulumi:dev::shop::${type}::agent`;
const create = (spec: unknown) => ({
  op: "create",
  urn,
  newState: {
    type,
    inputs: {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "agent", namespace: "vald" },
      spec,
    },
  },
});
const preview = (steps: unknown[], changeSummary: object = {}) => JSON.stringify({ steps, changeSummary });
const withPorts = (...ports: string[]) => ({ podSelector: {}, ingress: [{ ports: ports.map((port) => ({ port })) }] });
const notPreview = "p.json: not a Pulumi preview; create the preview with `pulumi preview --json --show-sames`";

describe("reading a preview file", () => {
  withTempDir();

  for (const [title, text, message] of [
    ["text that is not JSON", "steps: []", notPreview],
    ["JSON lines, as printed by pulumi preview --json --event-log", '{"steps":[]}\n{}', notPreview],
    ["JSON that is not an object", "[]", notPreview],
    [
      "100,000 nested lists",
      preview([create("DEEP")]).replace('"DEEP"', "[".repeat(100_000) + "]".repeat(100_000)),
      `p.json: ${urn}: nested too deeply`,
    ],
    ["an invalid step", preview([null]), "p.json: not a valid preview, because one of its steps is invalid"],
    [
      "a missing unchanged step",
      preview([], { same: 1 }),
      "p.json: 1 unchanged step is missing; create the preview with `pulumi preview --json --show-sames`",
    ],
    [
      "missing unchanged steps",
      preview([], { same: 2 }),
      "p.json: 2 unchanged steps are missing; create the preview with `pulumi preview --json --show-sames`",
    ],
    [
      "a secret and an unknown value",
      preview([create(withPorts("[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"))]),
      `p.json: ${urn}: spec.ingress[0].ports[0].port is a secret, which the preview hides; compare values or manifests instead
p.json: ${urn}: spec.ingress[0].ports[1].port is not known before the deployment`,
    ],
    [
      "a resource that is a secret",
      preview([{ op: "create", urn, newState: { type, inputs: "[secret]" } }]),
      `p.json: ${urn}: the whole resource is a secret, which the preview hides; compare values or manifests instead`,
    ],
    [
      "an invalid policy",
      preview([create({ podSelectr: {} })]),
      "p.json: NetworkPolicy vald/agent: spec.podSelectr: unknown field; expected one of `podSelector`, `policyTypes`, `ingress`, `egress` (did you mean `podSelector`?)",
    ],
  ] as const)
    it(`rejects ${title}`, () => {
      writeFileSync("p.json", text);
      assert.throws(() => readPreview("p.json", []), new InputError(message));
    });

  it("notes the policies that it does not evaluate", () => {
    const types = [
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
      "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
      "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
    ];
    writeFileSync(
      "p.json",
      preview(types.map((other, i) => ({ op: "create", urn: `urn:${i}`, newState: { type: other } }))),
    );
    assert.equal(
      captured(diffCommand(undefined, undefined, { preview: "p.json", output: "text" })).stderr,
      `there is no NetworkPolicy before the change
there is no NetworkPolicy after the change
not evaluated: 2 NetworkPolicy (crd.projectcalico.org/v1); results that depend on them are unknown
not evaluated: 1 NetworkPolicyPatch (networking.k8s.io/v1); results that depend on it are unknown
not evaluated: 1 Release (helm.sh/v3); results that depend on it are unknown
`,
    );
  });
});
