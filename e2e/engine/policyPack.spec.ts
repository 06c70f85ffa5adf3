import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { fixture } from "./fixture";
import { inlineStack } from "./inlineStack";

/**
 * The language host built here cannot run policy packs, unlike the released host. If a runtime has no language host, the engine
 * starts a program named after the runtime. So the pack gets such a runtime, whose program runs the same SDK module as the
 * released host.
 */
const runtime = "nodejs-pack";

/** A violation that the engine reports. */
interface Violation {
  policy: string;
  level: string;
  resource: string;
  message: string;
}

describe("the policy pack example", () => {
  const { folder, environment, modules } = fixture();
  const pack = join(folder, "policy-pack");
  const bin = join(folder, "analyzer");
  const configFile = join(folder, "policy-pack-config.json");

  before(() => {
    cpSync(join(__dirname, "../../examples/policy-pack"), pack, { recursive: true });
    symlinkSync(modules, join(pack, "node_modules"));
    writeFileSync(join(pack, "package.json"), JSON.stringify({ name: "policy-pack", version: "1.0.0" }));
    const project = readFileSync(join(pack, "PulumiPolicy.yaml"), "utf8");
    writeFileSync(join(pack, "PulumiPolicy.yaml"), project.replace(/runtime: .*/, `runtime: ${runtime}`));
    mkdirSync(bin);
    const analyzer = join(bin, `pulumi-analyzer-policy-${runtime}`);
    const program = join(modules, "@pulumi/pulumi/cmd/run-policy-pack");
    writeFileSync(analyzer, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(analyzer, 0o755);
  });

  /** Previews a stack with the pack. */
  async function preview(
    args: Omit<ValdNetworkPoliciesArgs, "namespace">,
    config = {},
  ): Promise<{ succeeded: boolean; packs: (string | undefined)[]; violations: Violation[] }> {
    writeFileSync(configFile, JSON.stringify(config));
    const program = async (): Promise<void> => {
      new ValdNetworkPolicies("vald", { ...args, namespace: "default" });
    };
    const stack = await inlineStack("policy-pack", program, {
      PATH: [bin, environment["PATH"] ?? process.env["PATH"] ?? ""].join(delimiter),
    });
    const events: EngineEvent[] = [];
    const options = {
      policyPacks: [pack],
      policyPackConfigs: [configFile],
      onEvent: (event: EngineEvent) => events.push(event),
    };
    const succeeded = await stack.preview(options).then(
      () => true,
      () => false,
    );
    return {
      succeeded,
      // The Automation API declares this key in lower case. Each pack is `name|local|folder`.
      packs: events.flatMap(({ summaryEvent = {} }) =>
        Object.keys((summaryEvent as { PolicyPacks?: object }).PolicyPacks ?? {}).map((key) => key.split("|")[0]),
      ),
      violations: events.flatMap(({ policyEvent }) =>
        policyEvent === undefined
          ? []
          : {
              policy: policyEvent.policyName,
              level: policyEvent.enforcementLevel,
              resource: policyEvent.resourceUrn?.split("::").at(-1) ?? "",
              message: policyEvent.message.trimEnd(),
            },
      ),
    };
  }

  it("accepts the default", async () => {
    assert.deepEqual(await preview({}), { succeeded: true, packs: ["vald-network-policy"], violations: [] });
  });

  it("rejects a rule for everyone, and names the policy", async () => {
    assert.deepEqual(await preview({ components: { lbGateway: { custom: { ingress: [{}] } } } }), {
      succeeded: false,
      packs: ["vald-network-policy"],
      violations: [
        {
          policy: "vald-network-policy-errors",
          level: "mandatory",
          resource: "vald-lbGateway",
          message:
            "Network policies in Vald's namespace allow no more than they appear to.\n" +
            "everyone: NetworkPolicy default/vald-lb-gateway-allow: spec.ingress[1]: a rule whose `from` or `to` is absent or " +
            "empty allows everyone: all pods and all addresses; list the intended peers in `from` or `to`",
        },
      ],
    });
  });

  it("accepts a rule for everyone if the config ignores the finding", async () => {
    const path = "NetworkPolicy default/vald-lb-gateway-allow";
    const values = { ignore: [{ id: "everyone", path, reason: "the demo is open" }] };
    const config = { "vald-network-policy-errors": { values } };
    assert.deepEqual(await preview({ components: { lbGateway: { custom: { ingress: [{}] } } } }, config), {
      succeeded: true,
      packs: ["vald-network-policy"],
      violations: [],
    });
  });

  it("reports a warning without failing the preview", async () => {
    assert.deepEqual(await preview({ edges: [{ from: { namespaceLabels: {} }, to: { component: "lbGateway" } }] }), {
      succeeded: true,
      packs: ["vald-network-policy"],
      violations: [
        {
          policy: "vald-network-policy-warnings",
          level: "advisory",
          resource: "vald-lbGateway",
          message:
            "Network policies in Vald's namespace contain no rules that are usually mistakes.\n" +
            "every-namespace: NetworkPolicy default/vald-lb-gateway-allow: spec.ingress[1].from[0]: a namespace selector that " +
            "is empty, or that only excludes namespaces, also matches namespaces that are created later; select the intended " +
            "namespaces by name",
        },
      ],
    });
  });
});
