import { directions } from "../../model/effectivePolicy";
import { objectName } from "../context";
import type { RuleModule } from "../ruleModule";

export const ruleWithoutPolicyType = {
  id: "rule-without-policy-type",
  severity: "error",
  message:
    "`policyTypes` does not contain the direction of these rules, so the rules have no effect, and the policy does not isolate its pods in this direction",
  remediation: "add the direction to `policyTypes`, or remove the rules",
  needsManifests: true,
  appliesToAllCnis: true,
  cniOverrides: {
    cilium: {
      message:
        "`policyTypes` does not contain the direction of these rules, so in Kubernetes they have no effect, but Cilium enforces them all the same and isolates the policy's pods in this direction",
      source: "https://github.com/cilium/cilium/issues/48703",
    },
    "vpc-cni": {
      message:
        "`policyTypes` does not contain the direction of these rules, so in Kubernetes they have no effect, but the Amazon VPC CNI enforces them all the same and isolates the policy's pods in this direction",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/pull/229",
    },
  },
  check: ({ effectivePolicies, resolved: { namespace } }) =>
    effectivePolicies
      .filter((policy) => policy.namespace === namespace)
      .flatMap(({ policy, undeclared = {} }) =>
        directions
          .filter((direction) => undeclared[direction] !== undefined)
          .map((direction) => ({ object: objectName("NetworkPolicy", policy), path: ["spec", direction] })),
      ),
} as const satisfies RuleModule;
