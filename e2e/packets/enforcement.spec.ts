import assert from "node:assert/strict";
import { Container, deployment, manifests, policies } from "./enforcement";
import { cluster, waitForEngine } from "../cluster/fixture";

const collections: Record<string, string> = {
  Service: "/api/v1/namespaces/enforcement-check/services",
  NetworkPolicy: "/apis/networking.k8s.io/v1/namespaces/enforcement-check/networkpolicies",
  Deployment: "/apis/apps/v1/namespaces/enforcement-check/deployments",
};

const nothingEnforced = "ingress: not enforced, egress: not enforced";
const ingressEnforced = "ingress: enforced, egress: not enforced";
const bothEnforced = "ingress: enforced, egress: enforced";
const noAnswer = "unknown: the open port does not answer";

describe("packets: the enforcement check", () => {
  /** Two checks: one connects over IPv4, the other over IPv6. */
  let checks: Container[];
  let server: Container;

  before(async () => {
    const { addNamespace, addPod } = await cluster();
    await addNamespace("enforcement-check", manifests[0]?.metadata.labels);
    const [serverPod, checkPod] = await Promise.all(
      ["server", "check"].map((name) =>
        addPod("enforcement-check", `enforcement-${name}`, deployment(name).spec.template.metadata.labels),
      ),
    );
    assert.ok(serverPod !== undefined && checkPod !== undefined);
    server = Container.start(serverPod.name, deployment("server"));
    checks = serverPod.addresses.map((address) =>
      Container.start(checkPod.name, deployment("check"), { SERVER_SERVICE_HOST: address }),
    );
  });

  it("consists of a namespace and objects that the API server accepts with strict field validation", async () => {
    const [namespace, ...others] = manifests;
    assert.equal(namespace?.kind, "Namespace");
    const { api } = await cluster();
    for (const manifest of others)
      await api.create(`${collections[manifest.kind]}?dryRun=All&fieldValidation=Strict`, manifest);
  });

  it("reports that nothing is enforced without policies", async () => {
    assert.deepEqual(await lastLines(nothingEnforced), [nothingEnforced, nothingEnforced]);
    assert.deepEqual(readiness(), [false, false]);
  });

  it("reports only ingress as enforced with only the server's policy", async () => {
    await setPolicies(policies.slice(0, 1));
    assert.deepEqual(await lastLines(ingressEnforced), [ingressEnforced, ingressEnforced]);
    assert.deepEqual(readiness(), [false, false]);
  });

  it("reports both directions as enforced and becomes ready with all policies", async () => {
    await setPolicies(policies);
    assert.deepEqual(await lastLines(bothEnforced), [bothEnforced, bothEnforced]);
    assert.deepEqual(readiness(), [true, true]);
  });

  it("reports that nothing is enforced after the policies are removed", async () => {
    await setPolicies([]);
    assert.deepEqual(await lastLines(nothingEnforced), [nothingEnforced, nothingEnforced]);
    assert.deepEqual(readiness(), [false, false]);
  });

  it("does not mistake a stopped server for enforcement", async () => {
    server.stop();
    assert.deepEqual(await lastLines(noAnswer), [noAnswer, noAnswer]);
    assert.deepEqual(readiness(), [false, false]);
  });

  function lastLines(expected: string): Promise<(string | undefined)[]> {
    return Promise.all(checks.map((check) => check.waitForLine(expected)));
  }

  /** The results that the containers' readiness probes would return. */
  function readiness(): boolean[] {
    return checks.map((check) => check.hasFile("/tmp/enforced"));
  }

  async function setPolicies(all: typeof policies): Promise<void> {
    await (await cluster()).setPolicies("enforcement-check", all);
    await waitForEngine();
  }
});
