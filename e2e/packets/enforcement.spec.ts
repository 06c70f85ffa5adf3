import assert from "node:assert/strict";
import { Container, deployment, manifests, policies } from "./enforcement";
import { canary, cluster } from "./world";

const paths: Record<string, string> = {
  Service: "/api/v1/namespaces/enforcement-check/services",
  NetworkPolicy: "/apis/networking.k8s.io/v1/namespaces/enforcement-check/networkpolicies",
  Deployment: "/apis/apps/v1/namespaces/enforcement-check/deployments",
};

const [atServer, both, none, unknown] = [
  "ingress: enforced, egress: not enforced",
  "ingress: enforced, egress: enforced",
  "ingress: not enforced, egress: not enforced",
  "unknown: the open port does not answer",
];

describe("the check whether anything is enforced, by packets", () => {
  const [, ...others] = manifests;
  /** One that asks over IPv4, and one over IPv6. */
  let checks: Container[];
  let asked: Container;

  before(async () => {
    const { addNamespace, addPod } = await cluster();
    await addNamespace("enforcement-check", manifests[0]?.metadata.labels);
    const [server, check] = await Promise.all(
      ["server", "check"].map((name) =>
        addPod("enforcement-check", `enforcement-${name}`, deployment(name).spec.template.metadata.labels),
      ),
    );
    assert.ok(server !== undefined && check !== undefined);
    asked = Container.start(server.name, deployment("server"));
    checks = server.addresses.map((address) =>
      Container.start(check.name, deployment("check"), { SERVER_SERVICE_HOST: address }),
    );
  });

  it("is a namespace and what the API server takes in it, field by field", async () => {
    assert.equal(manifests[0]?.kind, "Namespace");
    const { api } = await cluster();
    for (const manifest of others)
      await api.create(`${paths[manifest.kind]}?dryRun=All&fieldValidation=Strict`, manifest);
  });

  it("says that nothing is enforced where there are no policies", async () => {
    assert.deepEqual(await said(none), [none, none]);
    assert.deepEqual(ready(), [false, false]);
  });

  it("tells the directions apart, where only the policy at the server is there", async () => {
    await enforce(1);
    assert.deepEqual(await said(atServer), [atServer, atServer]);
    assert.deepEqual(ready(), [false, false]);
  });

  it("says that policies are enforced, and is ready, as soon as they are", async () => {
    await enforce(2);
    assert.deepEqual(await said(both), [both, both]);
    assert.deepEqual(ready(), [true, true]);
  });

  it("says so when they are no more", async () => {
    await enforce(0);
    assert.deepEqual(await said(none), [none, none]);
    assert.deepEqual(ready(), [false, false]);
  });

  it("does not take a server that is gone for enforcement", async () => {
    asked.stop();
    assert.deepEqual(await said(unknown), [unknown, unknown]);
    assert.deepEqual(ready(), [false, false]);
  });

  function said(line = ""): Promise<(string | undefined)[]> {
    return Promise.all(checks.map((check) => check.says(line)));
  }

  /** As the probe of its container finds out. */
  function ready(): boolean[] {
    return checks.map((check) => check.hasFile("/tmp/enforced"));
  }

  async function enforce(count: number): Promise<void> {
    await (await cluster()).setPolicies("enforcement-check", policies.slice(0, count));
    await (await canary()).programmed();
  }
});
