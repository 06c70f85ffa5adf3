import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { NetworkPoliciesArgs } from "../../policies";
import { checkout } from "./checkout";
import { installedStack } from "./installed";
import { output } from "../output";

const namespaceNote = "Vald is taken to run in namespace previewed, where its policies are\n";
const agentUrn =
  "urn:pulumi:previewed::previewed::vald-network-policy:index:ValdNetworkPolicies" +
  "$kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-agent";

describe("pulumi preview --json --show-sames | vald-netpol diff --preview -", () => {
  let stack: Stack;
  before(async () => {
    stack = await installedStack("previewed", "previewed");
  });
  after(() => stack.destroy());

  async function previewed(...flags: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
    const { workDir: cwd, envVars } = stack.workspace;
    const env = { ...process.env, ...envVars };
    const args = ["preview", "--json", "--non-interactive", "--stack", "previewed", ...flags];
    const input = await output("pulumi", args, { cwd, env });
    const cli = join((await checkout()).folder, "dist/vald-netpol.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "diff", "--preview", "-"], {
      input,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }
  const setArgs = (args: NetworkPoliciesArgs) => stack.setConfig("args", { value: JSON.stringify(args) });

  it("says of the first deployment that it closes what was open", async () => {
    const { status, stdout, stderr } = await previewed("--show-sames");
    assert.equal(stderr, `no NetworkPolicy before the change\n${namespaceNote}`);
    assert.match(stdout, /^Closes:\n(  .* -> .*\n)+$/);
    assert.equal(status, 1);
  });

  it("says that nothing opens when nothing changes", async () => {
    await stack.up();
    assert.deepEqual(await previewed("--show-sames"), {
      status: 0,
      stdout: "Nothing opens and nothing closes.\n",
      stderr: namespaceNote,
    });
  });

  it("says what a new rule opens", async () => {
    const from = [{ podSelector: { matchLabels: { app: "search" } } }];
    await setArgs({ components: { lbGateway: { custom: { ingress: [{ from, ports: [{ port: 8081 }] }] } } } });
    assert.deepEqual(await previewed("--show-sames"), {
      status: 1,
      stdout: "Opens:\n  pods app=search in namespace previewed -> lb gateway, TCP 8081\n",
      stderr: namespaceNote,
    });
  });

  it("refuses a preview without the unchanged steps", async () => {
    assert.deepEqual(await previewed(), {
      status: 2,
      stdout: "",
      stderr: "<stdin>: 6 unchanged steps were left out; make it with pulumi preview --json --show-sames\n",
    });
  });

  it("says what a removed component opens and closes", async () => {
    await setArgs({ components: { filterGateway: { enabled: false } } });
    assert.deepEqual(await previewed("--show-sames"), {
      status: 1,
      stdout:
        "Opens:\n  filter gateway -> everyone else, all ports\n  everyone else -> filter gateway, all ports\n\n" +
        "Closes:\n  filter gateway -> lb gateway, all ports\n",
      stderr: namespaceNote,
    });
  });

  it("refuses a secret in a rule, which the engine hides also with --show-secrets", async () => {
    await setArgs({});
    await stack.setConfig("port", { value: "8081", secret: true });
    assert.deepEqual(await previewed("--show-sames", "--show-secrets"), {
      status: 2,
      stdout: "",
      stderr: `<stdin>: ${agentUrn}: spec.ingress is a secret, which a preview hides; compare values or manifests instead\n`,
    });
  });

  it("refuses a value that is not known before the deployment", async () => {
    await stack.removeConfig("port");
    await stack.setConfig("late", { value: "true" });
    assert.deepEqual(await previewed("--show-sames"), {
      status: 2,
      stdout: "",
      stderr: `<stdin>: ${agentUrn}: spec.ingress[2].ports[0].port is not known before the deployment\n`,
    });
  });
});
