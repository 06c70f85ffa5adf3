import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { previewJson } from "../previewJson";
import { fixture } from "./fixture";
import { projectStack } from "./project";

const policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies";
const nothing = "No connections open or close.\n";

describe("the steps of pulumi preview --json --show-sames", () => {
  const { api, modules } = fixture();
  let stack: Stack;
  before(async () => {
    stack = await projectStack("steps", "steps");
  });
  after(async () => {
    await stack.destroy();
    for (const name of ["agent", "by-hand"]) await api.send("DELETE", `${policies}/${name}`);
  });

  const configure = (step: string, options: object = {}) =>
    stack.setAllConfig({ step: { value: step }, options: { value: JSON.stringify(options) } });

  async function up(step: string, options?: object): Promise<void> {
    await configure(step, options);
    await stack.up();
  }

  async function diff(step: string, options: object = {}, ...flags: string[]) {
    await configure(step, options);
    const input = await previewJson(stack, "--show-sames", ...flags);
    const cli = join(modules, "vald-network-policy/dist/vald-netpol.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "diff", "-n", "default", "--preview", "-"], {
      input,
      encoding: "utf8",
    });
    return { status, stdout, notes: stderr };
  }
  const isInCluster = async () => (await api.send("GET", `${policies}/agent`)).status === 200;

  it("compares an import with the policy in the cluster", async () => {
    await api.create(policies, {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "by-hand" },
      spec: { podSelector: { matchLabels: { app: "vald-agent" } }, policyTypes: ["Ingress"], ingress: [] },
    });
    await up("none");
    const { status, stdout } = await diff("import");
    assert.deepEqual([status, stdout], [1, "Opens:\n  lb gateway -> agent, all ports\n"]);
  });

  it("does not know a policy that the stack only reads", async () => {
    const { status, stdout, notes } = await diff("read");
    assert.deepEqual([status, stdout.split("\n")[0]], [1, "Not decided:"]);
    assert.match(notes, /^unknown: the content of NetworkPolicy default\/by-hand .* because the stack only reads it/m);
    await api.delete(`${policies}/by-hand`);
  });

  it("reports nothing for a policy that stays in the cluster", async () => {
    await up("first", { retainOnDelete: true });
    const { status, stdout, notes } = await diff("none");
    assert.deepEqual([status, stdout], [0, nothing]);
    assert.match(notes, /^kept in the cluster, because of the option `retainOnDelete`: NetworkPolicy default\/agent/m);
  });

  for (const flags of [[], ["--show-replacement-steps"]])
    it(`notes a replacement that deletes the policy first${flags.map((flag) => `, with ${flag}`).join("")}`, async () => {
      await up("first", { retainOnDelete: false });
      const options = { replaceOnChanges: ["metadata"], deleteBeforeReplace: true };
      const { status, stdout, notes } = await diff("second", options, ...flags);
      assert.deepEqual([status, stdout], [0, nothing]);
      assert.match(notes, /^deleted before the replacement is created: NetworkPolicy default\/agent/m);
    });

  it("reports a replacement after which the policy is gone", async () => {
    const options = { replaceOnChanges: ["metadata"] };
    const { status, stdout, notes } = await diff("second", options);
    assert.deepEqual([status, stdout], [1, "Opens:\n  everyone else -> agent, all ports\n"]);
    assert.match(notes, /^gone after the change, unless the change fails: NetworkPolicy default\/agent/m);
    assert.equal(await isInCluster(), true);
    await up("second", options);
    assert.equal(await isInCluster(), false);
  });

  it("reads what a refresh finds", async () => {
    const { status, stdout } = await diff("second", {}, "--refresh");
    assert.deepEqual([status, stdout], [1, "Closes:\n  everyone else -> agent, all ports\n"]);
  });

  it("rejects a preview that failed", async () => {
    await assert.rejects(diff("import"), /preview failed/);
  });
});
