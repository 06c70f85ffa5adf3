import { selectsPod } from "../../model/matching";
import { intersectPorts, portsOf } from "../../model/portSet";
import { componentTitle } from "../../text/componentTitle";
import { apiServerClients, objectName } from "../context";
import type { Detection } from "../detection";
import { type FindingRule, hasUnresolved } from "../findingRule";

export const apiServerByNamespace = {
  id: "api-server-by-namespace",
  severity: "info",
  message:
    "the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it",
  remediation: "allow the API server's addresses (in the values, set `apiServer.cidrs`)",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => {
    const { effectivePolicies, resolved, isManifests } = context;
    const ports = portsOf([...usualPorts, ...(resolved.args.apiServer?.ports ?? [])]);
    return apiServerClients(context).flatMap(({ component, pod }): Detection[] => {
      const policies = effectivePolicies.filter(
        (policy) => policy.egress !== undefined && selectsPod(policy, pod) === true,
      );
      const [policy] = policies;
      const reachesAddresses = policies.some(({ egress = [] }) =>
        egress.some(
          (rule) =>
            (rule.peers === "everyone" || rule.peers.some(({ ipBlock }) => ipBlock !== undefined)) &&
            intersectPorts(rule.ports, ports).length > 0,
        ),
      );
      if (policy === undefined || reachesAddresses) return [];
      const location = isManifests
        ? { object: objectName("NetworkPolicy", policy.policy), path: ["spec", "egress"] }
        : { path: ["apiServer"] };
      return [{ ...location, detail: componentTitle(component) }];
    });
  },
} as const satisfies FindingRule;

/** The ports of the API server's Service, and of API servers in kubeadm, minikube, and MicroK8s. */
const usualPorts = [443, 6443, 8443, 16443].map((port) => ({ port }));
