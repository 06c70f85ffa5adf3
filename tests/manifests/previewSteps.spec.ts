import assert from "node:assert/strict";
import { readPreview } from "../../core";

const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const urn = `urn:pulumi:dev::shop::${type}::res`;

/** The inputs of a policy whose pods have its name as a label, so that a test can tell policies and their versions apart. */
const policy = (name: string, app = name) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace: "vald" },
  spec: { podSelector: { matchLabels: { app } } },
});
const state = (name: string, more: object = {}, app = name) => ({
  type,
  id: `vald/${name}`,
  inputs: policy(name, app),
  ...more,
});
const external = (name: string) => ({ type, id: `vald/${name}`, external: true });
const step = (op: string, oldState?: object, newState?: object, own = urn) => ({ op, urn: own, oldState, newState });

const read = (...steps: object[]) => {
  const { before, after } = readPreview({ steps, changeSummary: {} });
  const side = ({ input }: typeof before) => [
    ...input.policies.map(({ metadata, spec }) => {
      const { app } = spec.podSelector?.matchLabels ?? {};
      return app === metadata.name ? app : `${metadata.name} (${app})`;
    }),
    ...(input.unevaluatedPolicies ?? []).map(({ name }) => `? ${name}`),
  ];
  const notes = [...before.notes, ...after.notes].flatMap((note) =>
    "policies" in note ? [`${note.code}: ${note.policies.map(({ name }) => name).join(", ")}`] : [],
  );
  return { before: side(before), after: side(after), notes: [...new Set(notes)] };
};

// The steps as the engine v3.259.0 writes them, recorded with programs that use these options.
const cases: [title: string, steps: object[], before: string[], after: string[], notes?: string[]][] = [
  [
    "an import before which the preview does not show the object",
    [step("import", undefined, { ...state("a"), id: undefined, importID: "vald/a" })],
    ["a", "? vald/a"],
    ["a"],
    ["policies-imported: vald/a"],
  ],
  [
    "an import with the object that it found",
    [
      step("import", undefined, { ...state("a"), id: undefined, importID: "vald/a" }),
      step(
        "update",
        // The provider adds fields of its own, and its inputs omit what another client applied.
        state("a", {
          importID: "vald/a",
          inputs: { ...policy("a"), spec: undefined },
          outputs: { __fieldManager: "pulumi", ...policy("a", "found") },
        }),
        { ...state("a"), importID: "vald/a" },
      ),
    ],
    ["a (found)"],
    ["a"],
  ],
  [
    "an import in place of another object",
    [
      step("replace", state("a", { delete: true }), {
        ...state("b"),
        importID: "vald/b",
        inputs: { ...policy("b"), spec: undefined },
        outputs: policy("b", "found"),
      }),
      step("update", state("b", { importID: "vald/b", outputs: policy("b", "found") }), state("b")),
    ],
    ["a", "b (found)"],
    ["b"],
  ],
  [
    "a policy of a resource that was imported earlier",
    [step("update", state("a", { importID: "vald/a", outputs: policy("a", "live") }), state("a", {}, "new"))],
    ["a"],
    ["a (new)"],
  ],
  [
    "a policy that the stack only reads",
    [step("read", undefined, external("a"))],
    ["? vald/a"],
    ["? vald/a"],
    ["policies-read: vald/a"],
  ],
  [
    "a policy that one resource reads and another one declares",
    [step("read", undefined, external("a"), "urn::reader"), step("same", state("a"), state("a"))],
    ["a"],
    ["a"],
  ],
  ["a policy that the stack manages and then only reads", [step("read", state("a"), external("a"))], ["a"], ["a"]],
  [
    "a policy that is read in place of one that is deleted",
    [step("replace", state("a", { delete: true }), external("b"))],
    ["a", "? vald/b"],
    ["? vald/b"],
    ["policies-read: vald/b"],
  ],
  [
    "the same with all steps of the replacement",
    [
      step("read-replacement", state("a"), external("b")),
      step("replace", state("a", { delete: true }), external("b")),
      step("delete-replaced", state("a", { delete: true })),
    ],
    ["a", "? vald/b"],
    ["? vald/b"],
    ["policies-read: vald/b"],
  ],
  [
    "a policy that is declared in place of one that was only read",
    [step("replace", { ...external("a"), delete: true }, state("b"))],
    ["? vald/a"],
    ["b", "? vald/a"],
    ["policies-read: vald/a"],
  ],
  [
    "a policy that the stack no longer reads",
    [step("discard", external("a"))],
    ["? vald/a"],
    ["? vald/a"],
    ["policies-read: vald/a"],
  ],
  [
    "a deletion that keeps the object",
    [step("delete", state("a", { retainOnDelete: true }))],
    ["a"],
    ["a"],
    ["policies-retained: vald/a"],
  ],
  ["a deletion that does not", [step("delete", state("a", { retainOnDelete: false }))], ["a"], []],
  [
    "a replacement that keeps the old object",
    [step("replace", state("a", { delete: true, retainOnDelete: true }), state("b"))],
    ["a"],
    ["a", "b"],
    ["policies-retained: vald/a"],
  ],
  [
    "a replacement that creates the new object first",
    [step("replace", state("a", { delete: true }), state("b"))],
    ["a"],
    ["b"],
  ],
  [
    "a replacement that deletes the old object first",
    [step("replace", state("a", { pendingReplacement: true }), state("a", {}, "new"))],
    ["a"],
    ["a (new)"],
    ["policies-deleted-first: vald/a"],
  ],
  [
    "the same with all steps of the replacement",
    [
      step("delete-replaced", state("a")),
      step("replace", state("a"), state("a", {}, "new")),
      step("create-replacement", state("a"), state("a", {}, "new")),
    ],
    ["a"],
    ["a (new)"],
    ["policies-deleted-first: vald/a"],
  ],
  [
    // Run with a real API server: the provider's create updates the policy, which is then deleted.
    "a replacement that creates a new object of the same name first",
    [step("replace", state("a", { delete: true }), state("a", {}, "new"))],
    ["a"],
    [],
    ["policies-deleted-last: vald/a"],
  ],
  [
    "a renamed resource without an alias, whose object is deleted last",
    [step("create", undefined, state("a", { id: undefined }), `${urn}2`), step("delete", state("a"))],
    ["a"],
    [],
    ["policies-deleted-last: vald/a"],
  ],
  [
    "a renamed resource whose old object is retained",
    [
      step("create", undefined, state("a", { id: undefined }, "new"), `${urn}2`),
      step("delete", state("a", { retainOnDelete: true })),
    ],
    ["a"],
    ["a (new)"],
    ["policies-retained: vald/a"],
  ],
  [
    "a renamed resource whose object has another name",
    [step("create", undefined, state("b", { id: undefined }), `${urn}2`), step("delete", state("a"))],
    ["a"],
    ["b"],
  ],
  [
    "what a refresh finds",
    [step("refresh", state("a"), state("a")), step("update", state("a", {}, "found"), state("a"))],
    ["a (found)"],
    ["a"],
  ],
  [
    "a policy that a refresh does not find and that is created again",
    [step("refresh", state("a"), state("a")), step("create", undefined, state("a"))],
    [],
    ["a"],
  ],
  [
    // Some engines report a refresh as what it found.
    "the same, reported as a deletion",
    [step("delete", state("a"), undefined), step("create", undefined, state("a"))],
    [],
    ["a"],
  ],
  [
    "a policy that neither the cluster nor the program has any longer",
    [step("refresh", state("a"), state("a")), step("same", state("b"), state("b"))],
    ["b"],
    ["b"],
  ],
  [
    "the end of a replacement whose old object is deleted already",
    [step("remove-pending-replace", state("a", { pendingReplacement: true }))],
    [],
    [],
  ],
  [
    "a step that is not known",
    [step("merge", state("a"), state("a", {}, "new"))],
    ["? vald/a"],
    ["? vald/a"],
    ["unknown-step: vald/a"],
  ],
];

describe("the steps of a preview", () => {
  for (const [title, steps, before, after, notes = []] of cases)
    it(`reads ${title}`, () => {
      assert.deepEqual(read(...steps), { before, after, notes });
    });

  it("leaves out objects without their content that are no policies", () => {
    const namespace = { type: "kubernetes:core/v1:Namespace", id: "vald", external: true };
    assert.deepEqual(read(step("read", undefined, namespace)), { before: [], after: [], notes: [] });
  });

  it("does not count a Helm release that stays as it is", () => {
    const release = { type: "kubernetes:helm.sh/v3:Release", id: "vald/vald" };
    const steps = [
      step("read", undefined, { ...release, external: true }),
      step("delete", { ...release, retainOnDelete: true }, undefined, "urn::b"),
    ];
    assert.deepEqual(read(...steps), { before: [], after: [], notes: [] });
  });

  it("assumes that a policy without its content selects any pods in its namespace, and adds to the others", () => {
    const { after } = readPreview({ steps: [step("read", undefined, external("a"))], changeSummary: {} });
    assert.deepEqual(after.input.unevaluatedPolicies, [
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        name: "vald/a",
        subjects: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "vald" } } }],
        directions: ["ingress", "egress"],
        mayAllow: true,
        mayDeny: "not-isolated",
      },
    ]);
  });
});
