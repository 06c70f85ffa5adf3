import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { networkPolicies } from "../../policies";
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
