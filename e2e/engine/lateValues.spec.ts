import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { makeNamespace, servedPolicies } from "./cluster";
import { inlineStack } from "./inlineStack";
import { previewedInputs, unknownText } from "./previewedInputs";
import { serverNormalised } from "./serverNormalised";
import { world } from "./world";

describe("a namespace and a port from a resource of the same stack", () => {
  let stack: Stack;
  let inputs: Record<string, unknown>;

  before(async () => {
    stack = await inlineStack("made", async () => {
      const namespace = new Namespace("made", { metadata: { name: "made" } });
      // The id of what is not there yet is unknown in a preview; the name would be known from a dry run.
      const port = namespace.id.apply(() => 8081);
      new ValdNetworkPolicies("vald", {
        namespace: namespace.id,
        components: { agent: { custom: { ingress: [{ ports: [{ port }] }] } } },
      });
    });
    inputs = await previewedInputs(stack);
  });
  after(() => stack.destroy());

  it("are all that a preview does not know", () => {
    // The Kubernetes provider shows `default` where the namespace is unknown.
    const known = networkPolicies({
      namespace: "default",
      components: { agent: { custom: { ingress: [{ ports: [{ port: 8081 }] }] } } },
    });
    const expected = JSON.parse(JSON.stringify(known).replace("8081", JSON.stringify(unknownText))) as unknown[];
    assert.deepEqual(inputs, {
      "vald-agent": expected[0],
      "vald-discoverer": expected[1],
      "vald-filterGateway": expected[2],
      "vald-lbGateway": expected[3],
      "vald-indexManager": expected[4],
    });
  });

  it("are there in up", async () => {
    await stack.up();
    const { "vald-agent-allow": agent, ...others } = await servedPolicies("made");
    assert.deepEqual(
      { ports: agent?.spec.ingress.at(-1)?.ports, others: Object.keys(others).length },
      { ports: [{ protocol: "TCP", port: 8081 }], others: 4 },
    );
  });
});

describe("an edge with a port and a range from a resource of the same stack", () => {
  const range = "192.0.2.7/32";
  const args = (cidr: string, port: number): NetworkPoliciesArgs & { namespace: string } => ({
    namespace: "edge",
    edges: [
      { from: { component: "agent" }, to: { cidrs: ["10.0.0.0/8", cidr] }, ports: [{ port: 443 }, { port }] },
      { from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [{ port: 8081 }] },
    ],
  });
  let stack: Stack;
  let inputs: Record<string, unknown>;

  before(async () => {
    await makeNamespace("edge");
    stack = await inlineStack("edge", async () => {
      const data = { address: "192.0.2.7", port: "9000" };
      const bucket = new ConfigMap("bucket", { metadata: { namespace: "edge", name: "bucket" }, data });
      // As an address that a cloud gives: there once the resource is.
      const given = bucket.id.apply(() => data);
      const { edges = [] } = args(range, 9000);
      new ValdNetworkPolicies("vald", {
        namespace: "edge",
        edges: [
          {
            from: { component: "agent" },
            to: { cidrs: ["10.0.0.0/8", pulumi.interpolate`${given.address}/32`] },
            ports: [{ port: 443 }, { port: given.port.apply(Number) }],
          },
          ...edges.slice(1),
        ],
      });
    });
    inputs = await previewedInputs(stack);
  });
  after(() => stack.destroy());

  it("hides these two values from a preview and nothing else", () => {
    const known = JSON.stringify(networkPolicies(args(range, 54321)));
    const expected = JSON.parse(
      known.replace(JSON.stringify(range), JSON.stringify(unknownText)).replace("54321", JSON.stringify(unknownText)),
    ) as unknown[];
    // The Kubernetes provider tries what is fully known on the server and shows what came back.
    assert.deepEqual(
      serverNormalised(inputs),
      serverNormalised({
        "vald-agent": expected[0],
        "vald-discoverer": expected[1],
        "vald-filterGateway": expected[2],
        "vald-lbGateway": expected[3],
        "vald-indexManager": expected[4],
      }),
    );
  });

  it("gives the server the rule with both in up", async () => {
    await stack.up();
    const { "vald-agent-allow": agent } = await servedPolicies("edge");
    assert.deepEqual(agent?.spec.egress.at(-1), {
      to: [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "192.0.2.7/32" } }],
      ports: [
        { protocol: "TCP", port: 443 },
        { protocol: "TCP", port: 9000 },
      ],
    });
  });

  it("changes nothing in a second preview", async () => {
    assert.deepEqual((await stack.preview({ expectNoChanges: true })).changeSummary, { same: 8 });
  });
});

describe("a secret label value", () => {
  const secret = "only-for-the-passphrase";
  let stack: Stack;
  let state: string;

  before(async () => {
    await makeNamespace("secret");
    stack = await inlineStack("secret", async () => {
      const podLabels = { app: "vald-agent", tenant: pulumi.secret(secret) };
      new ValdNetworkPolicies("vald", { namespace: "secret", components: { agent: { podLabels } } });
    });
    await stack.up();
    // The file itself: the Automation API exports with secrets shown.
    const { folder } = await world();
    state = readFileSync(join(folder, "state", ".pulumi", "stacks", "engine", "secret.json"), "utf8");
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
    const [expected] = networkPolicies({ namespace: "secret" });
    assert.deepEqual(
      { policyTypes: agent?.inputs?.spec?.["policyTypes"], ingress: agent?.inputs?.spec?.["ingress"] },
      { policyTypes: ["Ingress", "Egress"], ingress: serverNormalised(expected?.spec.ingress) },
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
    await makeNamespace("transforms");
    await (await inlineStack("transforms", program({ team: "first" }))).up();
  });
  after(async () => (await inlineStack("transforms", program({}))).destroy());

  it("reaches the policies: a change that it ignores is none", async () => {
    const { summary } = await (await inlineStack("transforms", program({ team: "second" }))).up();
    assert.deepEqual(summary.resourceChanges, { same: 7 });
  });
});
