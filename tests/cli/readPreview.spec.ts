import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { InputError } from "../../cli/inputError";
import { readPreview } from "../../cli/readPreview";
import { inFolder } from "./inFolder";

const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const urn = `urn:pulumi:dev::shop::${type}::agent`;
const inputs = (spec: unknown, name = "agent") => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace: "vald", annotations: { note: "a" } },
  spec,
});
const state = (spec: unknown, name?: string) => ({ type, inputs: inputs(spec, name) });
const closedSpec = { podSelector: {}, policyTypes: ["Ingress"] };
const openSpec = { podSelector: {}, ingress: [{}] };
const policy = (spec: object) => ({ metadata: { name: "agent", namespace: "vald" }, spec });
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("readPreview", () => {
  inFolder({});

  const read = (preview: unknown) => {
    writeFileSync("p.json", typeof preview === "string" ? preview : JSON.stringify(preview));
    return readPreview("p.json");
  };
  const preview = (steps: unknown[], changeSummary: object = {}) => read({ steps, changeSummary });
  const refused = (action: () => unknown, message: string) => assert.throws(action, new InputError(message));

  it("gives the policies before and after a change", () => {
    const { before, after } = preview([{ op: "update", urn, oldState: state(closedSpec), newState: state(openSpec) }]);
    assert.deepEqual(before, { policies: [policy(closedSpec)], pods: undefined, namespaces: {}, notes: [] });
    assert.deepEqual(after, { policies: [policy(openSpec)], pods: undefined, namespaces: {}, notes: [] });
  });

  it("has nothing before for what is made, and nothing after for what is deleted", () => {
    const made = preview([{ op: "create", urn, newState: state(closedSpec) }]);
    assert.deepEqual([made.before.policies, made.after.policies], [[], [policy(closedSpec)]]);
    assert.deepEqual([made.before.notes, made.after.notes], [["no NetworkPolicy before the change"], []]);
    const deleted = preview([{ op: "delete", urn, oldState: state(closedSpec), newState: null }]);
    assert.deepEqual([deleted.before.policies, deleted.after.policies], [[policy(closedSpec)], []]);
    assert.deepEqual([deleted.before.notes, deleted.after.notes], [[], ["no NetworkPolicy after the change"]]);
  });

  it("takes the steps of a replacement for one resource", () => {
    const { before, after } = preview([
      { op: "create-replacement", urn, oldState: state(closedSpec), newState: state(openSpec) },
      { op: "replace", urn, oldState: state(closedSpec), newState: state(openSpec) },
      { op: "delete-replaced", urn, oldState: state(closedSpec) },
    ]);
    assert.deepEqual([before.policies, after.policies], [[policy(closedSpec)], [policy(openSpec)]]);
  });

  it("reads namespaces with their labels, and passes over other resources", () => {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "a" } } };
    const { after } = preview([
      { op: "create", urn: "urn:1", newState: { type: "kubernetes:core/v1:Namespace", inputs: namespace } },
      { op: "create", urn: "urn:2", newState: { type: "pulumi:pulumi:Stack" } },
      { op: "create", urn: "urn:3", newState: { type: "kubernetes:core/v1:Secret", inputs: { data: "[secret]" } } },
    ]);
    assert.deepEqual(after.namespaces, { shop: { team: "a", "kubernetes.io/metadata.name": "shop" } });
  });

  it("says what it does not see", () => {
    const other = (of: string, i: number) => ({ op: "create", urn: `urn:${i}`, newState: { type: of } });
    const { after } = preview(
      [
        "kubernetes:helm.sh/v3:Release",
        "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
        "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
        "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
      ].map(other),
    );
    assert.deepEqual(after.notes, [
      "no NetworkPolicy after the change",
      "not read: 2 kubernetes:crd.projectcalico.org/v1:NetworkPolicy; they may open or close more",
      "not read: 1 kubernetes:networking.k8s.io/v1:NetworkPolicyPatch; it may open or close more",
      "not seen: what 1 Helm release deploys by kubernetes:helm.sh/v3:Release",
    ]);
  });

  it("refuses a preview without its unchanged steps", () => {
    const same = { op: "same", urn, oldState: state(closedSpec), newState: state(closedSpec) };
    assert.deepEqual(preview([same], { same: 1 }).after.policies, [policy(closedSpec)]);
    refused(
      () => preview([same], { same: 2 }),
      "p.json: 1 unchanged step was left out; make it with pulumi preview --json --show-sames",
    );
    refused(
      () => preview([], { same: 2, update: 1 }),
      "p.json: 2 unchanged steps were left out; make it with pulumi preview --json --show-sames",
    );
  });

  it("refuses what it cannot see: secrets, and what is not known yet, on either side", () => {
    const hidden = { podSelector: {}, ingress: [{ ports: [{ port: "[secret]" }] }] };
    const late = { podSelector: {}, ingress: [{ ports: [{ port: unknown }] }] };
    refused(
      () => preview([{ op: "update", urn, oldState: state(hidden), newState: state(late) }]),
      `p.json: ${urn}: spec.ingress[0].ports[0].port is a secret, which a preview hides; compare values or manifests instead\n` +
        `p.json: ${urn}: spec.ingress[0].ports[0].port is not known before the deployment`,
    );
    refused(
      () => preview([{ op: "create", urn, newState: { type, inputs: "[secret]" } }]),
      `p.json: ${urn}: all of it is a secret, which a preview hides; compare values or manifests instead`,
    );
  });

  it("refuses a policy that is none", () => {
    refused(
      () => preview([{ op: "create", urn, newState: state({ podSelectr: {} }) }]),
      "p.json: NetworkPolicy vald/agent: spec.podSelectr: unknown field; expected one of podSelector, policyTypes, ingress, egress (did you mean podSelector?)",
    );
  });

  for (const [what, text, message] of [
    ["what is no JSON", "steps: []", "no JSON; it is made by pulumi preview --json --show-sames"],
    [
      "the lines of pulumi preview --json --event-log",
      '{"steps":[]}\n{}',
      "no JSON; it is made by pulumi preview --json --show-sames",
    ],
    ["JSON of another kind", "[]", "no preview; it is made by pulumi preview --json --show-sames"],
    [
      "a state of a stack",
      '{"version":3,"deployment":{}}',
      "no preview; it is made by pulumi preview --json --show-sames",
    ],
    ["a step that is none", '{"steps":[null],"changeSummary":{}}', "no preview; a step of it is no step"],
    [
      "a state that is none",
      '{"steps":[{"op":"same","urn":"urn:1","newState":"[secret]"}],"changeSummary":{}}',
      "no preview; a step of it is no step",
    ],
  ] as const) {
    it(`refuses ${what}`, () => refused(() => read(text), `p.json: ${message}`));
  }
});
