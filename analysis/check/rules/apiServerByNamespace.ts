import type { Rule } from "../../model/effectivePolicy";
import { ruleMatchesPeer, selectsPod } from "../../model/matching";
import { intersectPorts, portsOf } from "../../model/portSet";
import { apiServerClients, objectName } from "../context";
import type { Detection } from "../detection";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const apiServerByNamespace = {
  id: "api-server-by-namespace",
  severity: "info",
  message:
    "the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it",
  remediation: "allow the API server's addresses (in the values, set `apiServer.cidrs`)",
  mayVanishWhenResolved: hasUnresolved,
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      severity: "error",
      message:
        "the component calls the API server, but its egress rules do not allow the API server's addresses, and on EKS the API server runs outside the cluster, so rules for kube-system do not allow it",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/eks-architecture.html",
    },
    "gke-v2": {
      severity: "error",
      message:
        "the component calls the API server, but its egress rules do not allow the API server's addresses, and on GKE the API server runs outside the cluster, so rules for kube-system do not allow it",
      source: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/cluster-architecture",
    },
  },
  check: (context) => {
    const { effectivePolicies, resolved, isManifests, cni } = context;
    const ports = portsOf([...usualPorts, ...(resolved.args.apiServer?.ports ?? [])]);
    return apiServerClients(context).flatMap(({ component, pod }): Detection[] => {
      const policies = effectivePolicies.filter(
        (policy) => policy.egress !== undefined && selectsPod(policy, pod) === true,
      );
      const [policy] = policies;
      const reachesAddresses = policies.some(({ egress = [] }) =>
        egress.some(
          (rule) =>
            (allowsAddresses(rule) || (cni === "vpc-cni" && allowsServiceBySelector(rule))) &&
            intersectPorts(rule.ports, ports).length > 0,
        ),
      );
      if (policy === undefined || reachesAddresses) return [];
      const location = isManifests
        ? { object: objectName("NetworkPolicy", policy.policy), path: ["spec", "egress"] }
        : { path: ["apiServer"] };
      return [{ ...location, detail: component }];
    });
  },
} as const satisfies RuleModule;

/** The ports of the API server's Service, and of API servers in kubeadm, minikube, and MicroK8s. */
const usualPorts = [443, 6443, 8443, 16443].map((port) => ({ port }));

function allowsAddresses({ peers }: Rule): boolean {
  return peers === "everyone" || peers.some(({ ipBlock }) => ipBlock !== undefined);
}

/**
 * Whether a rule selects the Service `kubernetes` in the namespace `default`, which has no selector. Amazon's network plugin
 * adds the addresses of the Services whose selector, read as labels, matches the peer's `podSelector`.
 * https://github.com/aws/amazon-network-policy-controller-k8s/blob/v1.1.7/pkg/resolvers/endpoints.go#L451
 */
function allowsServiceBySelector(rule: Rule): boolean {
  return ruleMatchesPeer(rule, { namespace: "default", labels: {}, ips: [] }) === true;
}
