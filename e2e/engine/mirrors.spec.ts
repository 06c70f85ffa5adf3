import assert from "node:assert/strict";
import { join } from "node:path";
import { LocalWorkspace, type Stack, type UpResult } from "@pulumi/pulumi/automation";
import { checkout } from "./checkout";
import { servedPolicies } from "./cluster";
import { world } from "./world";

describe("the example with mirrors", () => {
  let stack: Stack;
  let up: UpResult;

  before(async () => {
    const { environment } = await world();
    const workDir = join((await checkout()).folder, "examples/mirrors");
    stack = await LocalWorkspace.createOrSelectStack({ stackName: "mirrors", workDir }, { envVars: environment });
    up = await stack.up();
  });
  after(() => stack.destroy());

  it("makes a provider, and three times a namespace, the Pulumi component and six policies", () => {
    assert.deepEqual(up.summary.resourceChanges, { create: 2 + 3 * 8 });
  });

  it("puts an edge to and from each partner into the mirror gateway's policy, and into no other", async () => {
    const policies = await servedPolicies("vald-02");
    const ports = [{ protocol: "TCP", port: 8081 }];
    const partners = [
      ...["vald-01", "vald-03"].map((name) => ({
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
        podSelector: { matchLabels: { app: "vald-mirror-gateway" } },
      })),
      { ipBlock: { cidr: "203.0.113.0/28" } },
    ];
    const { ingress = [], egress = [] } = policies["mirror-allow"]?.spec ?? {};
    assert.deepEqual(
      ingress.slice(-3),
      partners.map((peer) => ({ from: [peer], ports })),
    );
    assert.deepEqual(
      egress.slice(-3),
      partners.map((peer) => ({ to: [peer], ports })),
    );
    const { "mirror-allow": _, ...others } = policies;
    assert.doesNotMatch(JSON.stringify(Object.values(others).map(({ spec }) => spec)), /vald-01|vald-03|203\.0\.113/);
  });

  it("says of each Vald what is open beyond the table", () => {
    const opens = up.outputs["opens"]?.value as Record<string, string[]>;
    assert.deepEqual(opens["vald-03"], [
      "the mirror gateway may be reached from 203.0.113.0/28, TCP 8081",
      "the mirror gateway may be reached from pods app=vald-mirror-gateway in namespace vald-01, TCP 8081",
      "the mirror gateway may be reached from pods app=vald-mirror-gateway in namespace vald-02, TCP 8081",
      "the mirror gateway may connect to 203.0.113.0/28, TCP 8081",
      "the mirror gateway may connect to pods app=vald-mirror-gateway in namespace vald-01, TCP 8081",
      "the mirror gateway may connect to pods app=vald-mirror-gateway in namespace vald-02, TCP 8081",
    ]);
  });
});
