import assert from "node:assert/strict";
import { InvalidManifestsError, InvalidPreviewError, type PreviewIssue, readPreview } from "../../core";

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
    const { after, notes } = preview([
      { op: "create", urn: "urn:1", newState: { type: "kubernetes:core/v1:Namespace", inputs: namespace } },
      { op: "create", urn: "urn:2", newState: { type: "pulumi:pulumi:Stack" } },
      { op: "create", urn: "urn:3", newState: { type: "kubernetes:core/v1:Secret", inputs: { data: "[secret]" } } },
    ]);
    assert.deepEqual(after.input.namespaces, { shop: { team: "a", "kubernetes.io/metadata.name": "shop" } });
    assert.deepEqual(notes, []);
  });

  it("notes other types of policies, and Helm releases", () => {
    const types = [
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
      "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
      "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
    ];
    const { notes } = preview(types.map((other, i) => ({ op: "create", urn: `urn:${i}`, newState: { type: other } })));
    assert.deepEqual(notes, [
      {
        code: "policy-resources-not-read",
        type: "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
        count: 2,
      },
      {
        code: "policy-resources-not-read",
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
        count: 1,
      },
      { code: "helm-releases", count: 1 },
    ]);
  });

  it("rejects an invalid policy as readObjects does", () => {
    const steps = [{ op: "create", urn, newState: state({ podSelectr: {} }) }];
    assert.throws(() => preview(steps), InvalidManifestsError);
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
