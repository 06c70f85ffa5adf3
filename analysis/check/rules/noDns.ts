import { namespaceNameLabel } from "../../../kubernetes/namespaceNameLabel";
import type { EffectivePolicy, Rule } from "../../model/effectivePolicy";
import { selectsPod } from "../../model/matching";
import type { Pod } from "../../model/peer";
import { intersectPorts, onePort, type PortSet } from "../../model/portSet";
import { requirements } from "../../model/selectors";
import { appliesToPod } from "../../model/unevaluatedPolicy";
import { isPodOf } from "../../sets/componentPods";
import { isSubset, peerSetOf, podSet } from "../../sets/peerSet";
import { componentTitle } from "../../text/componentTitle";
import { type CheckContext, objectName } from "../context";
import type { Detection } from "../detection";
import { dnsPorts } from "../dnsPorts";
import type { RuleModule } from "../ruleModule";

export const noDns = {
  id: "no-dns",
  severity: "warning",
  message:
    "policies isolate the component's egress, but no egress rule allows DNS (port 53, or 5353 on OpenShift), so the component cannot resolve names",
  remediation: "allow the DNS pods on port 53 (5353 on OpenShift), over UDP and TCP",
  // The policies that values produce always allow DNS.
  needsManifests: true,
  check: (context) => {
    if (!context.isManifests) return [];
    return context.components.flatMap(({ component, pod }): Detection[] => {
      const given = (context.pods ?? []).filter((one) => isPodOf({ pod }, one));
      // Further policies may allow DNS to pods with other labels.
      const pods = given.length > 0 ? given : [{ ...pod, mayHaveMoreLabels: true }];
      const policies = pods.flatMap((one) => (mayUseDns(one, context) ? [] : isolatingPolicies(one, context)));
      // The rule is missing in the component's own policy, rather than in a policy for all pods.
      const policy = policies.find(({ podSelector }) => requirements(podSelector).length > 0) ?? policies[0];
      if (policy === undefined) return [];
      const object = objectName("NetworkPolicy", policy.policy);
      return [{ object, path: ["spec", "egress"], detail: componentTitle(component) }];
    });
  },
} as const satisfies RuleModule;

function isolatingPolicies(pod: Pod, { effectivePolicies }: CheckContext): EffectivePolicy[] {
  return effectivePolicies.filter((policy) => policy.egress !== undefined && selectsPod(policy, pod) === true);
}

/** Whether a policy that may apply to a pod allows DNS, or may allow it. */
function mayUseDns(pod: Pod, { effectivePolicies, unevaluatedPolicies = [], resolved }: CheckContext): boolean {
  const portSet = dnsPorts(resolved).flatMap((port) => [onePort("UDP", port), onePort("TCP", port)]);
  return (
    effectivePolicies.some(
      (policy) =>
        selectsPod(policy, pod) !== false && policy.egress?.some((rule) => mayAllowDns(rule, portSet)) === true,
    ) ||
    unevaluatedPolicies.some(
      (policy) => policy.mayAllow && policy.directions.includes("egress") && appliesToPod(policy, pod) !== false,
    )
  );
}

/**
 * Whether a rule may be for DNS. For example, a rule that allows all ports of the pods in Vald's own namespace is not, because DNS
 * runs elsewhere.
 */
function mayAllowDns({ peers, ports, writtenPorts, namespace }: Rule, dns: PortSet): boolean {
  const candidates = ports.filter(({ names }) => names.every((name) => name.includes("dns")));
  if (intersectPorts(candidates, dns).length === 0) return false;
  if (peers === "everyone" || writtenPorts.some(({ port }) => port !== undefined)) return true;
  const inNamespace = podSet({ matchLabels: { [namespaceNameLabel]: namespace } }, {});
  return peers.some((peer) => !isSubset(peerSetOf(peer, namespace), inNamespace));
}
