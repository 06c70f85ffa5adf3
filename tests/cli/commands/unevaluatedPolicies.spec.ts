import assert from "node:assert/strict";
import { diffCommand } from "../../../cli/commands/diffCommand";
import { explainCommand } from "../../../cli/commands/explainCommand";
import { matrixCommand } from "../../../cli/commands/matrixCommand";
import { withTempDir } from "../../../testing/withTempDir";
import { captured } from "../captured";
import { deny, manifests, pods, testEveryKind } from "./unevaluatedKinds";

describe("a policy of another kind that may decide on a connection", () => {
  // The end-to-end tests print every format for every kind.
  testEveryKind((formats, kind) => (kind % 3 === 0 ? formats.slice(kind % formats.length).slice(0, 1) : []));
});

describe("a policy of another kind that a change removes, or that is on both sides", () => {
  const other = { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name: "a", namespace: "vald" } };
  withTempDir({ "without.yaml": manifests(...pods), "with.yaml": manifests(...pods, other) });

  for (const [before, after] of [
    ["with.yaml", "without.yaml"],
    ["with.yaml", "with.yaml"],
  ] as const)
    it(`makes the result of diff unknown, from ${before} to ${after}`, () =>
      assert.equal(captured(diffCommand({ files: [before, after], namespace: "vald", output: "text" })).code, 1));
});

describe("a policy of another kind that cannot decide on a connection of Vald", () => {
  const policy = (apiVersion: string, kind: string, namespace: string, spec: object) =>
    manifests(...pods, { apiVersion, kind, metadata: { name: "other", namespace }, spec });
  const cases: [what: string, text: string][] = [
    ["is in another namespace", policy("cilium.io/v2", "CiliumNetworkPolicy", "shop", { endpointSelector: {} })],
    [
      "selects other pods",
      policy("networking.k8s.aws/v1alpha1", "ApplicationNetworkPolicy", "vald", {
        podSelector: { matchLabels: { app: "web" } },
      }),
    ],
    [
      "only denies what is denied already",
      policy("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "", {
        subject: { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } },
        egress: deny,
      }),
    ],
    [
      "applies only to pods without a NetworkPolicy",
      policy("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", "", {
        subject: { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "vald" } } },
        ingress: deny,
        egress: deny,
      }),
    ],
  ];
  withTempDir(
    Object.fromEntries([["without.yaml", manifests(...pods)], ...cases.map(([what, text]) => [`${what}.yaml`, text])]),
  );

  for (const [what] of cases)
    it(`does not count if it ${what}`, () => {
      const input = { values: [], namespace: "vald", manifests: [`${what}.yaml`], output: "text" as const };
      assert.deepEqual(
        captured(diffCommand({ files: ["without.yaml", `${what}.yaml`], namespace: "vald", output: "text" })).stdout,
        "No connections open or close.\n",
      );
      assert.equal(captured(explainCommand("lbGateway", "agent", input)).code, 0);
      assert.doesNotMatch(captured(matrixCommand(input)).stdout, /❔/);
    });
});
