import assert from "node:assert/strict";
import { InvalidPreviewError, type PreviewIssue, readPreview } from "../../core";

const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const urn = `urn:pulumi:dev::shop::${type}::agent`;
const state = (spec: unknown) => ({
  type,
  inputs: {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "agent", namespace: "vald", annotations: { note: "a" } },
    spec,
  },
});
const closed = { podSelector: {}, policyTypes: ["Ingress"] };
const open = { podSelector: {}, ingress: [{}] };

const preview = (steps: unknown[], changeSummary: object = {}) => readPreview({ steps, changeSummary });

/** The policies before and after a change. */
const policies = (...steps: unknown[]) => {
  const { before, after } = preview(steps);
  return [before.input.policies, after.input.policies];
};
const policy = (spec: object) => ({ metadata: { name: "agent", namespace: "vald" }, spec });

describe("readPreview", () => {
  it("returns the policies before and after an update", () => {
    assert.deepEqual(policies({ op: "update", urn, oldState: state(closed), newState: state(open) }), [
      [policy(closed)],
      [policy(open)],
    ]);
  });

  it("returns no policy before its creation, and none after its deletion", () => {
    assert.deepEqual(policies({ op: "create", urn, newState: state(closed) }), [[], [policy(closed)]]);
    assert.deepEqual(policies({ op: "delete", urn, oldState: state(closed), newState: null }), [[policy(closed)], []]);
  });

  it("reads the steps of a replacement as one resource", () => {
    const [oldState, newState] = [state(closed), state(open)];
    assert.deepEqual(
      policies(
        { op: "create-replacement", urn, oldState, newState },
        { op: "replace", urn, oldState, newState },
        { op: "delete-replaced", urn, oldState },
      ),
      [[policy(closed)], [policy(open)]],
    );
  });

  it("reads the labels of namespaces, and ignores other resources, even if they have secrets", () => {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "a" } } };
    const { after } = preview([
      { op: "create", urn: "urn:1", newState: { type: "kubernetes:core/v1:Namespace", inputs: namespace } },
      { op: "create", urn: "urn:2", newState: { type: "pulumi:pulumi:Stack" } },
      { op: "create", urn: "urn:3", newState: { type: "kubernetes:core/v1:Secret", inputs: { data: "[secret]" } } },
    ]);
    assert.deepEqual(after.input.namespaces, { shop: { team: "a", "kubernetes.io/metadata.name": "shop" } });
    assert.equal(after.input.unevaluatedPolicies, undefined);
  });

  const anywhere = { subjects: [{}], directions: ["ingress", "egress"], mayAllow: true, mayDeny: true };
  const inVald = {
    ...anywhere,
    subjects: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "vald" } } }],
  };

  it("returns the policies that it does not evaluate, and a Helm release that changes", () => {
    const object = (kind: string) => ({ kind, metadata: { name: "a", namespace: "vald" }, spec: {} });
    const { before, after } = preview([
      { op: "create", urn: "urn::r", newState: { type: "kubernetes:helm.sh/v3:Release" } },
      {
        op: "same",
        urn: "urn::s",
        oldState: { type: "kubernetes:helm.sh/v3:Release" },
        newState: { type: "kubernetes:helm.sh/v3:Release" },
      },
      {
        op: "update",
        urn: "urn::p",
        newState: { type: "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch", inputs: object("NetworkPolicy") },
      },
      {
        op: "delete",
        urn: "urn::c",
        oldState: { type: "kubernetes:cilium.io/v2:CiliumNetworkPolicy", inputs: object("CiliumNetworkPolicy") },
      },
    ]);
    assert.deepEqual(before.input.unevaluatedPolicies, [
      { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", name: "vald/a", ...inVald },
    ]);
    assert.deepEqual(after.input.unevaluatedPolicies, [
      { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicyPatch", name: "vald/a", ...inVald },
      { apiVersion: "helm.sh/v3", kind: "Release", name: "r", ...anywhere },
    ]);
  });

  for (const kind of ["CiliumClusterwideNetworkPolicyPatch", "CiliumNetworkPolicyList"])
    it(`returns a policy of the kind ${kind}`, () => {
      const items = [{ metadata: { name: "a", namespace: "vald" }, spec: {} }];
      const inputs = kind.endsWith("List") ? { items } : { metadata: { name: "a" } };
      const newState = { type: `kubernetes:cilium.io/v2:${kind}`, inputs };
      const found = preview([{ op: "create", urn: "urn::c", newState }]).after.input.unevaluatedPolicies;
      assert.equal(found?.length, 1);
    });

  it("assumes that a policy with a hidden value may apply to every pod", () => {
    const inputs = { metadata: { name: "a", namespace: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } };
    const newState = { type: "kubernetes:cilium.io/v2:CiliumNetworkPolicy", inputs };
    const [found] = preview([{ op: "create", urn: "urn::c", newState }]).after.input.unevaluatedPolicies ?? [];
    assert.deepEqual(found?.subjects, [{}]);
  });

  it("reads the items of a list", () => {
    const items = [{ metadata: { name: "agent", namespace: "vald" }, spec: closed }];
    const inputs = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicyList", items };
    const newState = { type: "kubernetes:networking.k8s.io/v1:NetworkPolicyList", inputs };
    assert.deepEqual(preview([{ op: "create", urn, newState }]).after.input.policies, [policy(closed)]);
  });

  const ofProvider = (name: string, id = "0") => `urn:pulumi:dev::shop::pulumi:providers:kubernetes::${name}::${id}`;
  const twoClusters = [
    { op: "same", urn: `${urn}-blue`, oldState: state(closed), newState: state(closed) },
    { op: "delete", urn: `${urn}-green`, oldState: state(closed) },
  ].map((step, i) => {
    const provider = ofProvider(i === 0 ? "blue" : "green");
    return {
      ...step,
      oldState: { ...step.oldState, provider },
      ...(step.newState && { newState: { ...step.newState, provider } }),
    };
  });

  it("rejects policies of several providers, which may be several clusters, unless one is selected", () => {
    assert.throws(
      () => preview(twoClusters),
      (error) => {
        assert.ok(error instanceof InvalidPreviewError);
        assert.deepEqual(error.issues, [{ code: "several-providers", providers: ["blue", "green"] }]);
        return true;
      },
    );
    const { before, after } = readPreview({ steps: twoClusters, changeSummary: {} }, ["green"]);
    assert.deepEqual([before.input.policies, after.input.policies], [[policy(closed)], []]);
  });

  it("rejects a provider that no policy has", () => {
    assert.throws(
      () => readPreview({ steps: twoClusters, changeSummary: {} }, ["red"]),
      (error) => {
        assert.ok(error instanceof InvalidPreviewError);
        assert.deepEqual(error.issues, [{ code: "unknown-provider", provider: "red", providers: ["blue", "green"] }]);
        return true;
      },
    );
  });

  it("reads the default providers of several versions as one", () => {
    const steps = ["default_4_9_1", "default_4_25_0"].map((name, i) => ({
      op: "create",
      urn: `${urn}${i}`,
      newState: {
        ...state(closed),
        inputs: { ...state(closed).inputs, metadata: { name: `agent-${i}`, namespace: "vald" } },
        provider: ofProvider(name),
      },
    }));
    assert.equal(preview(steps).after.input.policies.length, 2);
  });

  it("reports an invalid policy as readObjects does", () => {
    const { after } = preview([{ op: "create", urn, newState: state({ podSelectr: {} }) }]);
    assert.deepEqual([after.invalid.length, after.input.unevaluatedPolicies?.length], [1, 1]);
  });

  const same = { op: "same", urn, oldState: state(closed), newState: state(closed) };
  const port = (value: string) => ({ podSelector: {}, ingress: [{ ports: [{ port: value }] }] });
  const portPath = ["spec", "ingress", 0, "ports", 0, "port"];
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const unreadable: [mistake: string, preview: unknown, issues: PreviewIssue[]][] = [
    ["a list", [], [{ code: "not-a-preview" }]],
    ["the state of a stack", { version: 3, deployment: {} }, [{ code: "not-a-preview" }]],
    ["a step that is null", { steps: [null], changeSummary: {} }, [{ code: "invalid-step" }]],
    [
      "a state that is a secret",
      { steps: [{ op: "same", urn, newState: "[secret]" }], changeSummary: {} },
      [{ code: "invalid-step" }],
    ],
    [
      "the preview of a refresh",
      { steps: [{ ...same, op: "refresh" }], changeSummary: { same: 1 } },
      [{ code: "refresh-only" }],
    ],
    [
      "a preview without its unchanged steps",
      { steps: [same], changeSummary: { same: 3, update: 1 } },
      [{ code: "unchanged-steps-omitted", count: 2 }],
    ],
    [
      "secrets and unknown values in either side's policies",
      {
        steps: [{ op: "update", urn, oldState: state(port("[secret]")), newState: state(port(unknown)) }],
        changeSummary: {},
      },
      [
        { code: "secret", urn, path: portPath },
        { code: "unknown-value", urn, path: portPath },
      ],
    ],
    [
      "a policy that is a secret as a whole",
      { steps: [{ op: "create", urn, newState: { type, inputs: "[secret]" } }], changeSummary: {} },
      [{ code: "secret", urn, path: [] }],
    ],
  ];
  for (const [mistake, value, issues] of unreadable) {
    it(`rejects ${mistake}`, () => {
      assert.throws(
        () => readPreview(value),
        (error) => {
          assert.ok(error instanceof InvalidPreviewError);
          assert.deepEqual(error.issues, issues);
          return true;
        },
      );
    });
  }

  it("accepts a preview with all its unchanged steps", () => {
    assert.deepEqual(preview([same], { same: 1 }).after.input.policies, [policy(closed)]);
  });
});
