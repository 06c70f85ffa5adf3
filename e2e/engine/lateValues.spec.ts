import assert from "node:assert/strict";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { networkPolicies } from "../../policies";
import { makeNamespace, servedPolicies } from "./cluster";
import { inlineStack } from "./inlineStack";
import { previewedInputs, unknownText } from "./previewedInputs";
import { serverNormalised } from "./serverNormalised";

describe("a namespace that the same stack makes", () => {
  let stack: Stack;
  let inputs: Record<string, unknown>;

  before(async () => {
    stack = await inlineStack("made", async () => {
      const namespace = new Namespace("made", { metadata: { name: "made" } });
      // The id of what is not there yet is unknown in a preview; the name would be known from a dry run.
      const policies = new ValdNetworkPolicies("vald", { namespace: namespace.id });
      return { policyNames: policies.policyNames };
    });
    inputs = await previewedInputs(stack);
  });
  after(() => stack.destroy());

  it("is the only unknown in a preview", () => {
    const expected = networkPolicies({ namespace: "made" });
    const components = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"];
    assert.deepEqual(
      inputs,
      Object.fromEntries(
        expected.map((policy, i) => [
          `vald-${components[i]}`,
          { ...policy, metadata: { ...policy.metadata, namespace: unknownText } },
        ]),
      ),
    );
  });

  it("gets its policies in up", async () => {
    await stack.up();
    assert.equal(Object.keys(await servedPolicies("made")).length, 5);
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
    state = JSON.stringify(await stack.exportStack());
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
    const { deployment } = JSON.parse(state) as {
      deployment: { resources: { urn: string; inputs?: { spec?: Record<string, unknown> } }[] };
    };
    const agent = deployment.resources.find(({ urn }) => urn.endsWith("::vald-agent"));
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
