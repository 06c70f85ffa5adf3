// The section "In CI" in docs/guide.md explains how to use this pack.
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { StackValidationPolicy } from "@pulumi/policy";
import {
  check,
  formatFinding,
  type NetworkPoliciesArgs,
  type NetworkPolicyManifest,
  type Severity,
} from "vald-network-policy/core";

/**
 * Checks all network policies in a stack together, because a single policy does not show whether both ends of an edge allow the
 * connection.
 */
function reportFindings(severity: Severity): StackValidationPolicy["validateStack"] {
  return ({ resources, getConfig }, reportViolation) => {
    const { values } = getConfig<{ values?: NetworkPoliciesArgs }>();
    const policies = resources.filter((resource) => resource.isType(NetworkPolicy));
    // The API server accepts policies without these fields, so they may be absent here.
    const manifests: NetworkPolicyManifest[] = policies.map(({ props: { metadata = {}, spec = {} } }) => ({
      metadata: { ...metadata, name: metadata.name ?? "" },
      spec: { podSelector: {}, ...spec },
    }));
    const valdPolicies = manifests.filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/part-of"] === "vald");
    for (const namespace of new Set(valdPolicies.map(({ metadata }) => metadata.namespace ?? "default"))) {
      const { findings } = check({ policies: manifests, args: { ...values, namespace } });
      for (const finding of findings.filter((one) => one.severity === severity)) {
        const index = manifests.findIndex(
          ({ metadata }) => finding.object === `NetworkPolicy ${metadata.namespace ?? "default"}/${metadata.name}`,
        );
        reportViolation(formatFinding(finding), policies[index]?.urn);
      }
    }
  };
}

// Settings that a stack itself does not contain: the component names, the network plugin, and the findings to ignore.
const configSchema = { properties: { values: { type: "object" as const } } };

export const policies: StackValidationPolicy[] = [
  {
    name: "vald-network-policy-errors",
    description: "Network policies in Vald's namespace allow no more than they appear to.",
    enforcementLevel: "mandatory",
    configSchema,
    validateStack: reportFindings("error"),
  },
  {
    name: "vald-network-policy-warnings",
    description: "Network policies in Vald's namespace contain no rules that are usually mistakes.",
    enforcementLevel: "advisory",
    configSchema,
    validateStack: reportFindings("warning"),
  },
];
