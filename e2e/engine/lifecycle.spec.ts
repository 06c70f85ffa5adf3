import assert from "node:assert/strict";
import { type Stack, type UpResult } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { changeByHand, makeNamespace, servedPolicies, servedUids } from "./cluster";
import { inlineStack } from "./inlineStack";
import { serverNormalised } from "./serverNormalised";

function deployed(stackName: string, args: NetworkPoliciesArgs & { namespace: string }): Promise<Stack> {
  return inlineStack(stackName, async () => {
    new ValdNetworkPolicies("vald", args);
  });
}

function from(app: string): NetworkPoliciesArgs["defaults"] {
  return { networkPolicy: { custom: { ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }] } } };
}

describe("rules of every shape", () => {
  const args = {
    namespace: "shapes",
    labels: { team: "search", empty: "" },
    annotations: { "example.com/owner": "platform" },
    defaults: {
      networkPolicy: {
        custom: {
          ingress: [
            {},
            { from: [], ports: [] },
            { from: [{ namespaceSelector: {} }], ports: [{ port: "grpc" }, { port: 8081, endPort: 8089 }] },
            { from: [{ podSelector: {}, namespaceSelector: { matchLabels: {} } }] },
            { ports: [{}, { protocol: "UDP" as const, port: 53 }, { protocol: "SCTP" as const }] },
          ],
          egress: [
            { to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 443 }] },
            { to: [{ ipBlock: { cidr: "2001:db8::/32", except: [] } }] },
            {
              to: [
                { podSelector: { matchExpressions: [{ key: "tier", operator: "In" as const, values: ["a", "b"] }] } },
              ],
            },
          ],
        },
      },
    },
    components: { agent: { podLabels: { "example.com/role": "agent" }, custom: { egress: [] } } },
  };
  let stack: Stack;

  before(async () => {
    await makeNamespace("shapes");
    stack = await deployed("shapes", args);
    await stack.up();
  });
  after(() => stack.destroy());

  it("are read back as networkPolicies gives them", async () => {
    assert.deepEqual(
      serverNormalised(await servedPolicies("shapes")),
      Object.fromEntries(networkPolicies(args).map((policy) => [policy.metadata.name, serverNormalised(policy)])),
    );
  });

  it("show no change after a refresh", async () => {
    const again = await stack.preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(again.changeSummary, { same: 7 });
  });
});

describe("a changed custom rule", () => {
  let uids: Record<string, string>;
  let changed: UpResult;

  before(async () => {
    await makeNamespace("changed");
    await (await deployed("changed", { namespace: "changed", defaults: from("old") })).up();
    uids = await servedUids("changed");
    changed = await (await deployed("changed", { namespace: "changed", defaults: from("new") })).up();
  });
  after(async () => (await deployed("changed", { namespace: "changed" })).destroy());

  it("updates the five policies and deletes none", () => {
    assert.deepEqual(changed.summary.resourceChanges, { same: 2, update: 5 });
  });

  it("leaves each policy the object that it was", async () => {
    assert.deepEqual(await servedUids("changed"), uids);
  });

  it("is on the server", async () => {
    const { "vald-agent-allow": agent } = await servedPolicies("changed");
    assert.deepEqual(agent?.spec.ingress.at(-1), { from: [{ podSelector: { matchLabels: { app: "new" } } }] });
  });
});

describe("a component that is turned off and on again", () => {
  const off = { namespace: "off-on", components: { filterGateway: { enabled: false } } };
  const on = { namespace: "off-on", components: { filterGateway: { enabled: true } } };
  let whileOff: UpResult;
  let policiesWhileOff: string[];
  let backOn: UpResult;

  before(async () => {
    await makeNamespace("off-on");
    await (await deployed("off-on", { namespace: "off-on" })).up();
    whileOff = await (await deployed("off-on", off)).up();
    policiesWhileOff = Object.keys(await servedPolicies("off-on")).sort();
    backOn = await (await deployed("off-on", on)).up();
  });
  after(async () => (await deployed("off-on", on)).destroy());

  it("loses its policy, and the lb gateway its edge", () => {
    assert.deepEqual(whileOff.summary.resourceChanges, { delete: 1, same: 5, update: 1 });
  });

  it("leaves the policies of the four others", () => {
    assert.deepEqual(policiesWhileOff, [
      "vald-agent-allow",
      "vald-discoverer-allow",
      "vald-lb-gateway-allow",
      "vald-manager-index-allow",
    ]);
  });

  it("is told of", () => {
    assert.match(
      whileOff.stdout,
      /component-off: components\.filterGateway\.enabled: off means not deployed: pods of the component that still run are isolated by nothing/,
    );
  });

  it("gets its policy back, and the lb gateway its edge", () => {
    assert.deepEqual(backOn.summary.resourceChanges, { create: 1, same: 5, update: 1 });
  });

  it("ends as if nothing had been", async () => {
    const expected = networkPolicies({ namespace: "off-on" });
    assert.deepEqual(
      serverNormalised(await servedPolicies("off-on")),
      Object.fromEntries(expected.map((policy) => [policy.metadata.name, serverNormalised(policy)])),
    );
  });
});

describe("a change made by hand with kubectl edit", () => {
  let stack: Stack;

  before(async () => {
    await makeNamespace("by-hand");
    stack = await deployed("by-hand", { namespace: "by-hand" });
    await stack.up();
    await changeByHand("by-hand", "vald-agent-allow", { spec: { ingress: [{}] } });
  });
  after(() => stack.destroy());

  it("is found by a refresh", async () => {
    assert.deepEqual((await stack.refresh()).summary.resourceChanges, { same: 6, update: 1 });
  });

  it("is repaired by the next up", async () => {
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 6, update: 1 });
  });

  it("is gone then", async () => {
    assert.deepEqual(
      serverNormalised((await servedPolicies("by-hand"))["vald-agent-allow"]),
      serverNormalised(networkPolicies({ namespace: "by-hand" })[0]),
    );
  });
});
