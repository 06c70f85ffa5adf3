import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { diffCommand } from "../../../cli/commands/diffCommand";
import { InputError } from "../../../cli/input/inputError";
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
    [
      "a preview that failed",
      JSON.stringify({
        steps: [],
        changeSummary: {},
        diagnostics: [
          { severity: "warning", message: "warning: using a provider from $PATH\n" },
          { severity: "error", message: "error: Preview failed: the object exists\n" },
          { severity: "error", message: "error: preview failed\n" },
        ],
      }),
      "p.json: the preview failed, so steps are missing; correct this first: error: Preview failed: the object exists",
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
      const options = { preview: "p.json", namespace: "vald", output: "text" as const };
      assert.throws(() => diffCommand(options), new InputError(message));
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
      captured(diffCommand({ preview: "p.json", output: "text" })).stderr,
      `there is no NetworkPolicy before the change
there is no NetworkPolicy after the change
not evaluated: 2 NetworkPolicy (crd.projectcalico.org/v1); results that depend on them are unknown
not evaluated: 1 NetworkPolicyPatch (networking.k8s.io/v1); results that depend on it are unknown
not evaluated: 1 Release (helm.sh/v3); results that depend on it are unknown
`,
    );
  });

  const state = (name: string, more: object = {}) => ({
    type,
    id: `vald/${name}`,
    inputs: {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name, namespace: "vald" },
      spec: { podSelector: { matchLabels: { app: name } }, policyTypes: ["Ingress"] },
    },
    ...more,
  });
  const imported = {
    op: "import",
    urn,
    newState: { ...state("vald-agent"), id: undefined, importID: "vald/vald-agent" },
  };
  const notEvaluated = "not evaluated: 1 NetworkPolicy (networking.k8s.io/v1); results that depend on it are unknown\n";
  const inVald = "assuming that Vald runs in namespace vald, because its policies are there\n";
  const same = { op: "same", urn: "urn::d", oldState: state("vald-discoverer"), newState: state("vald-discoverer") };
  const undecided = `Not decided:
  some connections depend on NetworkPolicy vald/vald-agent (networking.k8s.io/v1), which this command does not evaluate; correct those that are not valid; review the others, then accept them with --ignore-kind NetworkPolicy
`;

  for (const [title, steps, expected] of [
    [
      "does not report that an import closes connections",
      [same, imported],
      {
        code: 1,
        stdout: undecided,
        stderr: `unknown: the content of NetworkPolicy vald/vald-agent (networking.k8s.io/v1) before the import, because the preview does not show it
${notEvaluated}${inVald}`,
      },
    ],
    [
      "reports a policy that the stack only reads",
      [same, { op: "read", urn, newState: { type, id: "vald/vald-agent", external: true } }],
      {
        code: 1,
        stdout: undecided,
        stderr: `unknown: the content of NetworkPolicy vald/vald-agent (networking.k8s.io/v1), because the stack only reads it, and the preview does not show it
${notEvaluated}${inVald}`,
      },
    ],
    [
      "reports a step that is not known",
      [same, { op: "merge", urn, oldState: state("vald-agent"), newState: state("vald-agent") }],
      {
        code: 1,
        stdout: undecided,
        stderr: `unknown: what the step \`merge\` does to NetworkPolicy vald/vald-agent (networking.k8s.io/v1)
${notEvaluated}${inVald}`,
      },
    ],
    [
      "reports that a policy stays although the stack deletes it",
      [same, { op: "delete", urn, oldState: state("vald-agent", { retainOnDelete: true }) }],
      {
        code: 0,
        stdout: "No connections open or close.\n",
        stderr: `kept in the cluster, because of the option \`retainOnDelete\`: NetworkPolicy vald/vald-agent (networking.k8s.io/v1)
${inVald}`,
      },
    ],
    [
      "reports that a policy is missing while it is replaced",
      [
        same,
        {
          op: "replace",
          urn,
          oldState: state("vald-agent", { pendingReplacement: true }),
          newState: state("vald-agent"),
        },
      ],
      {
        code: 0,
        stdout: "No connections open or close.\n",
        stderr: `deleted before the replacement is created: NetworkPolicy vald/vald-agent (networking.k8s.io/v1); in between, only other policies isolate the pods
${inVald}`,
      },
    ],
    [
      "reports that a replacement deletes the policy",
      [same, { op: "replace", urn, oldState: state("vald-agent", { delete: true }), newState: state("vald-agent") }],
      {
        code: 1,
        stdout: "Opens:\n  everyone -> agent, all ports\n",
        stderr: `${inVald}gone after the change, unless the change fails: NetworkPolicy vald/vald-agent (networking.k8s.io/v1), because the new resource has the same name, and the old one is deleted last; to avoid this, set the option \`deleteBeforeReplace\`, or, for a renamed resource, \`aliases\`
`,
      },
    ],
  ] as const)
    it(title, () => {
      writeFileSync("p.json", preview([...steps]));
      assert.deepEqual(captured(diffCommand({ preview: "p.json", output: "text" })), expected);
    });

  it("accepts an import without its former content with --ignore-kind", () => {
    writeFileSync("p.json", preview([same, imported]));
    const options = { preview: "p.json", ignoreKind: ["NetworkPolicy"], output: "text" as const };
    const { code, stdout } = captured(diffCommand(options));
    assert.deepEqual([code, stdout], [0, "No connections open or close.\n"]);
  });
});
