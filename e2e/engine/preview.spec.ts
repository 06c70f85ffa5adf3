import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { NetworkPoliciesArgs } from "../../core";
import { previewJson } from "../previewJson";
import { fixture } from "./fixture";
import { projectStack } from "./project";

const namespaceNote = "assuming that Vald runs in namespace previewed, because its policies are there\n";
const agentUrn =
  "urn:pulumi:previewed::previewed::vald-network-policy:index:ValdNetworkPolicies" +
  "$kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-agent";

describe("pulumi preview --json --show-sames | vald-netpol diff --preview -", () => {
  let stack: Stack;
  before(async () => {
    stack = await projectStack("previewed", "previewed");
  });
  after(() => stack.destroy());

  async function diff(...flags: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
    const input = await previewJson(stack, ...flags);
    const cli = join(fixture().modules, "vald-network-policy/dist/vald-netpol.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "diff", "--preview", "-"], {
      input,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }
  const setArgs = (args: NetworkPoliciesArgs) => stack.setConfig("args", { value: JSON.stringify(args) });

  it("reports the connections that the first deployment closes", async () => {
    assert.deepEqual(await diff("--show-sames"), {
      status: 1,
      stdout:
        "Closes:\n" +
        "  agent, discoverer, filter gateway, lb gateway, and index manager -> everyone else, all ports\n" +
        "  everyone -> filter gateway and index manager, all ports\n" +
        "  everyone else -> agent, discoverer, and lb gateway, all ports\n",
      stderr: `${namespaceNote}there is no NetworkPolicy before the change\n`,
    });
  });

  it("reports that nothing opens if nothing changes", async () => {
    await stack.up();
    assert.deepEqual(await diff("--show-sames"), {
      status: 0,
      stdout: "No connections open or close.\n",
      stderr: namespaceNote,
    });
  });

  it("reports the connections that a new rule opens", async () => {
    const from = [{ podSelector: { matchLabels: { app: "search" } } }];
    await setArgs({ components: { lbGateway: { custom: { ingress: [{ from, ports: [{ port: 8081 }] }] } } } });
    assert.deepEqual(await diff("--show-sames"), {
      status: 1,
      stdout: "Opens:\n  pods app=search in namespace previewed -> lb gateway, TCP 8081\n",
      stderr: namespaceNote,
    });
  });

  it("rejects a preview without the unchanged steps", async () => {
    assert.deepEqual(await diff(), {
      status: 2,
      stdout: "",
      stderr: "<stdin>: 6 unchanged steps are missing; create the preview with `pulumi preview --json --show-sames`\n",
    });
  });

  it("reports the connections that removing a component opens and closes", async () => {
    await setArgs({ components: { filterGateway: { enabled: false } } });
    assert.deepEqual(await diff("--show-sames"), {
      status: 1,
      stdout:
        "Opens:\n  filter gateway -> everyone else, all ports\n  everyone else -> filter gateway, all ports\n\n" +
        "Closes:\n  filter gateway -> lb gateway, all ports\n",
      stderr: namespaceNote,
    });
  });

  it("rejects a secret in a rule, which the engine hides even with --show-secrets", async () => {
    await setArgs({});
    await stack.setConfig("port", { value: "8081", secret: true });
    assert.deepEqual(await diff("--show-sames", "--show-secrets"), {
      status: 2,
      stdout: "",
      stderr: `<stdin>: ${agentUrn}: spec.ingress is a secret, which the preview hides; compare values or manifests instead\n`,
    });
  });

  it("rejects a value that is not known before the deployment", async () => {
    await stack.removeConfig("port");
    await stack.setConfig("late", { value: "true" });
    assert.deepEqual(await diff("--show-sames"), {
      status: 2,
      stdout: "",
      stderr: `<stdin>: ${agentUrn}: spec.ingress[2].ports[0].port is not known before the deployment\n`,
    });
  });
});
