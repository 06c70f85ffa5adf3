import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import { type NetworkPoliciesArgs, networkPolicies } from "../../core";
import { ValdNetworkPolicies } from "../../index";
import { createNamespace, servedPolicies } from "./cluster";
import { fixture } from "./fixture";
import { inlineStack } from "./inlineStack";
import { normalize } from "../normalize";
import { previewedInputs, unknownText } from "../previewedInputs";

describe("a namespace and a port from a resource of the same stack", () => {
  let stack: Stack;
  let inputs: Record<string, unknown>;

  before(async () => {
    stack = await inlineStack("late-namespace", async () => {
      const namespace = new Namespace("late-namespace", { metadata: { name: "late-namespace" } });
      // A preview knows the name from a dry run, but not the id.
      const port = namespace.id.apply(() => 8081);
      new ValdNetworkPolicies("vald", {
        namespace: namespace.id,
        components: { agent: { custom: { ingress: [{ ports: [{ port }] }] } } },
      });
    });
    inputs = await previewedInputs(stack);
  });
  after(() => stack.destroy());

  it("are the only unknown values in a preview", () => {
    // The Kubernetes provider shows `default` for an unknown namespace.
    const policies = networkPolicies({
      namespace: "default",
      components: { agent: { custom: { ingress: [{ ports: [{ port: 54321 }] }] } } },
    });
    assert.deepEqual(inputs, withUnknowns(policies, 54321));
  });

  it("are known in up", async () => {
    await stack.up();
    const { "vald-agent-allow": agent, ...others } = await servedPolicies("late-namespace");
    assert.deepEqual(agent?.spec.ingress.at(-1)?.ports, [{ protocol: "TCP", port: 8081 }]);
    assert.equal(Object.keys(others).length, 4);
  });
});

describe("an edge with a port and a CIDR block from a resource of the same stack", () => {
  const cidr = "192.0.2.7/32";
  const args = (port: number): NetworkPoliciesArgs & { namespace: string } => ({
    namespace: "late-edge",
    edges: [
      { from: { component: "agent" }, to: { cidrs: ["10.0.0.0/8", cidr] }, ports: [{ port: 443 }, { port }] },
      { from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [{ port: 8081 }] },
    ],
  });
  let stack: Stack;
  let inputs: Record<string, unknown>;

  before(async () => {
    await createNamespace("late-edge");
    stack = await inlineStack("late-edge", async () => {
      const data = { address: "192.0.2.7", port: "9000" };
      const bucket = new ConfigMap("bucket", { metadata: { namespace: "late-edge", name: "bucket" }, data });
      // This is like an address that a cloud provider assigns when it creates a resource.
      const assigned = bucket.id.apply(() => data);
      const { edges = [] } = args(9000);
      new ValdNetworkPolicies("vald", {
        namespace: "late-edge",
        edges: [
          {
            from: { component: "agent" },
            to: { cidrs: ["10.0.0.0/8", pulumi.interpolate`${assigned.address}/32`] },
            ports: [{ port: 443 }, { port: assigned.port.apply(Number) }],
          },
          ...edges.slice(1),
        ],
      });
    });
    inputs = await previewedInputs(stack);
  });
  after(() => stack.destroy());

  it("hides only these two values from a preview", () => {
    // The Kubernetes provider sends fully known objects to the server as a dry run, and shows the result.
    assert.deepEqual(normalize(inputs), normalize(withUnknowns(networkPolicies(args(54321)), cidr, 54321)));
  });

  it("creates the rule with both values in up", async () => {
    await stack.up();
    const { "vald-agent-allow": agent } = await servedPolicies("late-edge");
    assert.deepEqual(agent?.spec.egress.at(-1), {
      to: [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "192.0.2.7/32" } }],
      ports: [
        { protocol: "TCP", port: 443 },
        { protocol: "TCP", port: 9000 },
      ],
    });
  });

  it("shows no change in a second preview", async () => {
    assert.deepEqual((await stack.preview({ expectNoChanges: true })).changeSummary, { same: 8 });
  });
});

describe("a secret label value", () => {
  const secret = "only-for-the-passphrase";
  let stack: Stack;
  let state: string;

  before(async () => {
    await createNamespace("secret");
    stack = await inlineStack("secret", async () => {
      const podLabels = { app: "vald-agent", tenant: pulumi.secret(secret) };
      new ValdNetworkPolicies("vald", { namespace: "secret", components: { agent: { podLabels } } });
    });
    await stack.up();
    // Reads the state file itself, because the Automation API exports secrets in plain text.
    state = readFileSync(join(fixture().folder, "state", ".pulumi", "stacks", "engine", "secret.json"), "utf8");
  });
  after(() => stack.destroy());

  it("reaches the server", async () => {
    const { "vald-agent-allow": agent } = await servedPolicies("secret");
    assert.deepEqual(agent?.spec.podSelector, { matchLabels: { app: "vald-agent", tenant: secret } });
  });

  it("is not readable in the state", () => {
    assert.equal(state.includes(secret), false);
  });

  it("leaves the rest of the policy readable in the state", () => {
    const { checkpoint } = JSON.parse(state) as {
      checkpoint: { latest: { resources: { urn: string; inputs?: { spec?: Record<string, unknown> } }[] } };
    };
    const agent = checkpoint.latest.resources.find(({ urn }) => urn.endsWith("::vald-agent"));
    assert.deepEqual(
      { policyTypes: agent?.inputs?.spec?.["policyTypes"], ingress: agent?.inputs?.spec?.["ingress"] },
      {
        policyTypes: ["Ingress", "Egress"],
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] },
          { from: [{ podSelector: { matchLabels: { app: "vald-manager-index" } } }] },
        ],
      },
    );
  });
});

describe("the option transforms", () => {
  const program = (labels: Record<string, string>) => async () => {
    new ValdNetworkPolicies(
      "vald",
      { namespace: "transforms", labels },
      {
        transforms: [
          ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { ignoreChanges: ["metadata.labels"] }) }),
        ],
      },
    );
  };

  before(async () => {
    await createNamespace("transforms");
    await (await inlineStack("transforms", program({ team: "first" }))).up();
  });
  after(async () => (await inlineStack("transforms", program({}))).destroy());

  it("applies to the policies: a change that it ignores is not made", async () => {
    const { summary } = await (await inlineStack("transforms", program({ team: "second" }))).up();
    assert.deepEqual(summary.resourceChanges, { same: 7 });
  });
});

/** The inputs of the five policies if these values are unknown. */
function withUnknowns(policies: readonly object[], ...values: (string | number)[]): Record<string, unknown> {
  const isUnknown = (value: unknown) => values.some((unknown) => unknown === value);
  const replaced = JSON.parse(JSON.stringify(policies), (_, value: unknown) =>
    isUnknown(value) ? unknownText : value,
  ) as [unknown, unknown, unknown, unknown, unknown];
  const [agent, discoverer, filterGateway, lbGateway, indexManager] = replaced;
  return {
    "vald-agent": agent,
    "vald-discoverer": discoverer,
    "vald-filterGateway": filterGateway,
    "vald-lbGateway": lbGateway,
    "vald-indexManager": indexManager,
  };
}
