// The guide says how to use this pack: docs/guide.md, "In CI".
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { StackValidationPolicy } from "@pulumi/policy";
import {
  check,
  findingText,
  type NetworkPoliciesArgs,
  type NetworkPolicyManifest,
  type Severity,
} from "vald-network-policy/policies";

// All policies of a stack together: whether an edge has both ends, no single one can tell.
function findingsOf(severity: Severity): StackValidationPolicy["validateStack"] {
  return ({ resources, getConfig }, reportViolation) => {
    const { values } = getConfig<{ values?: NetworkPoliciesArgs }>();
    const policies = resources.filter((resource) => resource.isType(NetworkPolicy));
    // The API server takes a policy that leaves them out.
    const manifests: NetworkPolicyManifest[] = policies.map(({ props: { metadata = {}, spec = {} } }) => ({
      metadata,
      spec: { podSelector: {}, ...spec },
    }));
    // Those of vald-network-policy carry this label.
    const ofVald = manifests.filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/part-of"] === "vald");
    for (const namespace of new Set(ofVald.map(({ metadata }) => metadata.namespace ?? "default"))) {
      const { findings } = check({ policies: manifests, args: { ...values, namespace } });
      for (const finding of findings.filter((one) => one.severity === severity)) {
        const isIt = ({ metadata }: NetworkPolicyManifest) =>
          finding.object === `NetworkPolicy ${metadata.namespace ?? "default"}/${metadata.name}`;
        reportViolation(findingText(finding), policies[manifests.findIndex(isIt)]?.urn);
      }
    }
  };
}

// What the stack itself does not say: how components are called, the network plugin, what is to be ignored.
const configSchema = { properties: { values: { type: "object" as const } } };

export const policies: StackValidationPolicy[] = [
  {
    name: "vald-network-policy-errors",
    description: "Network policies in Vald's namespace open no more than they seem to.",
    enforcementLevel: "mandatory",
    configSchema,
    validateStack: findingsOf("error"),
  },
  {
    name: "vald-network-policy-warnings",
    description: "Network policies in Vald's namespace say what is meant.",
    enforcementLevel: "advisory",
    configSchema,
    validateStack: findingsOf("warning"),
  },
];
