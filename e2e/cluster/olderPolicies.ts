import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NetworkPolicy as NetworkPolicyResource } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import type { NetworkPolicy } from "../../core";

/** The Pulumi component as an older version of the package creates it. */
export class OlderValdNetworkPolicies extends pulumi.ComponentResource {
  constructor(name: string, { namespace }: { namespace: string }) {
    super("vald-network-policy:index:ValdNetworkPolicies", name);
    const fixture = readFileSync(join(__dirname, "olderPolicies.yaml"), "utf8");
    for (const [child, policy] of Object.entries(parse(fixture) as Record<string, NetworkPolicy>)) {
      const metadata = { ...policy.metadata, namespace };
      new NetworkPolicyResource(child, { ...policy, metadata }, { parent: this });
    }
  }
}
