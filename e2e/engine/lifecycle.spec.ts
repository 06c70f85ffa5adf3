import assert from "node:assert/strict";
import type { Stack, UpResult } from "@pulumi/pulumi/automation";
import { expectedPolicies } from "../normalize";
import { createNamespace, servedPolicies, servedUids } from "./cluster";
import { type Diagnostic, diagnosticsOf } from "../diagnostics";
import { policiesStack } from "./inlineStack";
import { normalizedPolicies } from "./normalizedPolicies";

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
    await createNamespace("shapes");
    stack = await policiesStack(args);
    await stack.up();
  });
  after(() => stack.destroy());

  it("are stored on the server as networkPolicies returns them", async () => {
    assert.deepEqual(await normalizedPolicies("shapes"), expectedPolicies(args));
  });

  it("show no change in a preview after a refresh", async () => {
    const { changeSummary } = await stack.preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(changeSummary, { same: 7 });
  });
});

describe("a changed custom rule", () => {
  const args = (app: string) => ({
    namespace: "changed",
    defaults: { networkPolicy: { custom: { ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }] } } },
  });
  let stack: Stack;
  let uids: Record<string, string>;
  let changed: UpResult;

  before(async () => {
    await createNamespace("changed");
    await (await policiesStack(args("old"))).up();
    uids = await servedUids("changed");
    stack = await policiesStack(args("new"));
    changed = await stack.up();
  });
  after(() => stack.destroy());

  it("updates the five policies and deletes none", () => {
    assert.deepEqual(changed.summary.resourceChanges, { same: 2, update: 5 });
  });

  it("keeps each policy the same object", async () => {
    assert.deepEqual(await servedUids("changed"), uids);
  });

  it("is on the server", async () => {
    const { "vald-agent-allow": agent } = await servedPolicies("changed");
    assert.deepEqual(agent?.spec.ingress.at(-1), { from: [{ podSelector: { matchLabels: { app: "new" } } }] });
  });
});

describe("a component that is turned off and on again", () => {
  const args = (enabled: boolean) => ({ namespace: "off-on", components: { filterGateway: { enabled } } });
  let stack: Stack;
  let off: UpResult;
  let diagnostics: Diagnostic[];
  let policiesWhileOff: string[];
  let on: UpResult;

  before(async () => {
    await createNamespace("off-on");
    await (await policiesStack({ namespace: "off-on" })).up();
    const turnedOff = await policiesStack(args(false));
    diagnostics = await diagnosticsOf(async (options) => (off = await turnedOff.up(options)));
    policiesWhileOff = Object.keys(await servedPolicies("off-on")).sort();
    stack = await policiesStack(args(true));
    on = await stack.up();
  });
  after(() => stack.destroy());

  it("loses its policy, and the lb gateway loses its edge", () => {
    assert.deepEqual(off.summary.resourceChanges, { delete: 1, same: 5, update: 1 });
  });

  it("leaves the other four components' policies", () => {
    assert.deepEqual(policiesWhileOff, [
      "vald-agent-allow",
      "vald-discoverer-allow",
      "vald-lb-gateway-allow",
      "vald-manager-index-allow",
    ]);
  });

  it("is reported", () => {
    assert.deepEqual(diagnostics, [
      {
        severity: "info",
        message:
          "api-server-by-namespace: apiServer (discoverer): the component calls the API server, but its egress rules " +
          "contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector " +
          "matches it; allow the API server's addresses (in the values, set `apiServer.cidrs`)",
      },
      {
        severity: "info",
        message:
          "component-off: components.filterGateway.enabled: the component is off, so it has no policy, and if its pods are " +
          "still running, no policy isolates them; if the component is deployed, turn it on",
      },
    ]);
  });

  it("gets its policy back, and the lb gateway gets its edge back", () => {
    assert.deepEqual(on.summary.resourceChanges, { create: 1, same: 5, update: 1 });
  });

  it("leaves no difference in the end", async () => {
    assert.deepEqual(await normalizedPolicies("off-on"), expectedPolicies({ namespace: "off-on" }));
  });
});
