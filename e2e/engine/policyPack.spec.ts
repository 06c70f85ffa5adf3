import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { installed, writtenWith } from "./installed";
import { world } from "./world";

/**
 * The language host that is built here cannot run policy packs, as the released one can. To a runtime that has no host the
 * engine gives a program of its own, so the pack is run as of such a one, by the same module of the SDK.
 */
const runtime = "nodejs-pack";

describe("the example of a policy pack, by the engine", () => {
  let pack: string;
  let environment: Record<string, string>;

  before(async () => {
    const { folder, environment: own } = await world();
    const modules = await installed({ ...writtenWith, "@pulumi/policy": "1.21.0" });
    pack = join(folder, "policy-pack");
    cpSync(join(__dirname, "../../examples/policy-pack"), pack, { recursive: true });
    symlinkSync(modules, join(pack, "node_modules"));
    writeFileSync(join(pack, "package.json"), JSON.stringify({ name: "policy-pack", version: "1.0.0" }));
    const project = readFileSync(join(pack, "PulumiPolicy.yaml"), "utf8");
    writeFileSync(join(pack, "PulumiPolicy.yaml"), project.replace(/runtime: .*/, `runtime: ${runtime}`));
    const bin = join(folder, "analyzer");
    mkdirSync(bin);
    const analyzer = join(bin, `pulumi-analyzer-policy-${runtime}`);
    const program = join(modules, "@pulumi/pulumi/cmd/run-policy-pack");
    writeFileSync(analyzer, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(analyzer, 0o755);
    environment = { ...own, PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
  });

  /** What a preview of a stack with these args says, with the pack. */
  async function preview(args: Omit<ValdNetworkPoliciesArgs, "namespace">, config = {}): Promise<string> {
    const configFile = join((await world()).folder, "policy-pack-config.json");
    writeFileSync(configFile, JSON.stringify(config));
    const program = async () => {
      new ValdNetworkPolicies("vald", { ...args, namespace: "default" });
    };
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "policy-pack", projectName: "engine", program },
      { envVars: environment },
    );
    return stack.preview({ policyPacks: [pack], policyPackConfigs: [configFile] }).then(
      ({ stdout }) => stdout,
      (error: Error) => error.message,
    );
  }

  it("lets the default pass", async () => {
    const said = await preview({});
    assert.match(said, /✅ vald-network-policy|Policies:/);
    assert.doesNotMatch(said, /mandatory/);
  });

  it("stops a rule for everyone, and says at which policy it is", async () => {
    const said = await preview({ components: { lbGateway: { custom: { ingress: [{}] } } } });
    assert.match(
      said,
      /\[mandatory\]\s+vald-network-policy-errors\s+\(kubernetes:networking\.k8s\.io\/v1:NetworkPolicy: vald-lbGateway\)/,
    );
    assert.match(said, /everyone: NetworkPolicy default\/vald-lb-gateway-allow: spec\.ingress\[1\]: an empty rule/);
  });

  it("lets it pass where the config says that it is meant", async () => {
    const path = "NetworkPolicy default/vald-lb-gateway-allow";
    const values = { ignore: [{ id: "everyone", path, reason: "the demo is open" }] };
    const custom = { ingress: [{}] };
    const said = await preview({ components: { lbGateway: { custom } } }, { "vald-network-policy-errors": { values } });
    assert.match(said, /✅ vald-network-policy|Policies:/);
    assert.doesNotMatch(said, /mandatory/);
  });

  it("advises of a warning and goes on", async () => {
    const said = await preview({ edges: [{ from: { namespaceLabels: {} }, to: { component: "lbGateway" } }] });
    assert.match(said, /\[advisory\]\s+vald-network-policy-warnings/);
    assert.doesNotMatch(said, /mandatory/);
  });
});
