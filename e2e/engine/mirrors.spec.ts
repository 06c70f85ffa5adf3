import assert from "node:assert/strict";
import type { Stack, UpResult } from "@pulumi/pulumi/automation";
import { servedPolicies } from "./cluster";
import { exampleStack } from "./project";

const ports = [{ protocol: "TCP", port: 8081 }];

/** The mirror gateway's peers in namespace vald-02. */
const partners = [
  {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "vald-01" } },
    podSelector: { matchLabels: { app: "vald-mirror-gateway" } },
  },
  {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "vald-03" } },
    podSelector: { matchLabels: { app: "vald-mirror-gateway" } },
  },
  { ipBlock: { cidr: "203.0.113.0/28" } },
];

describe("the example with mirrors", () => {
  let stack: Stack;
  let up: UpResult;

  before(async () => {
    stack = await exampleStack("mirrors", "examples/mirrors");
    up = await stack.up();
  });
  after(() => stack.destroy());

  it("creates the stack, a provider, and for each of three Vald clusters a namespace, the Pulumi component and six policies", () => {
    assert.deepEqual(up.summary.resourceChanges, { create: 26 });
  });

  it("adds an edge from and to each partner to the mirror gateway's policy", async () => {
    const { ingress = [], egress = [] } = (await servedPolicies("vald-02"))["mirror-allow"]?.spec ?? {};
    assert.deepEqual(
      ingress.slice(-3),
      partners.map((partner) => ({ from: [partner], ports })),
    );
    assert.deepEqual(
      egress.slice(-3),
      partners.map((partner) => ({ to: [partner], ports })),
    );
  });

  it("adds partners to no other policy", async () => {
    const { "mirror-allow": _, ...others } = await servedPolicies("vald-02");
    const peers = Object.values(others).flatMap(({ spec: { ingress = [], egress = [] } }) => [
      ...ingress.flatMap(({ from = [] }) => from),
      ...egress.flatMap(({ to = [] }) => to),
    ]);
    const namespaces = peers.flatMap(({ namespaceSelector }) => Object.values(namespaceSelector?.matchLabels ?? {}));
    assert.deepEqual([...new Set(namespaces)], ["kube-system"]);
    assert.equal(
      peers.some(({ ipBlock }) => ipBlock),
      false,
    );
  });

  it("outputs the openings of each Vald cluster", () => {
    const openings = up.outputs["openings"]?.value as Record<string, string[]>;
    assert.deepEqual(openings["vald-03"], [
      "filter gateway -> mirror gateway, all ports",
      "mirror gateway -> lb gateway, all ports",
    ]);
  });
});
