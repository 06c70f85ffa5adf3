import type { Cni } from "../../../args/cni";
import { blockAddresses } from "../../model/addresses";
import type { Rule } from "../../model/effectivePolicy";
import { ruleMatchesPeer, selectsPod } from "../../model/matching";
import { intersectPorts, onePort } from "../../model/portSet";
import { areOfServices, arePrivate, countAddresses } from "../addressBlocks";
import { objectName } from "../context";
import { dnsPorts } from "../dnsPorts";
import type { Detection } from "../detection";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const dnsByAddress = {
  id: "dns-by-address",
  severity: "warning",
  message:
    "DNS is allowed only by address, so the DNS pods in kube-system are closed, and with most network plugins a query to their Service is denied unless a cache on the node answers it",
  remediation:
    "also allow the DNS pods (in the values, add `preset: kubeSystem`, because with `edgePorts: vald` the endpoints in `dns` replace kube-system), or, if pods send all queries to these addresses, ignore this finding",
  mayVanishWhenResolved: hasUnresolved,
  check: ({ components, effectivePolicies, isManifests, cni, resolved }) =>
    components.flatMap(({ component, pod }): Detection[] => {
      const policies = effectivePolicies.filter(
        (policy) => policy.egress !== undefined && selectsPod(policy, pod) === true,
      );
      const [policy] = policies;
      const rules = policies.flatMap(({ egress = [] }) => egress);
      if (policy === undefined || !isOnlyByAddress(rules, dnsPorts(resolved), cni)) return [];
      const location = isManifests
        ? { object: objectName("NetworkPolicy", policy.policy), path: ["spec", "egress"] }
        : { path: ["dns"] };
      return [{ ...location, detail: component }];
    }),
} as const satisfies RuleModule;

/**
 * Whether rules allow DNS to certain addresses, but not to pods. Addresses count only if they are single addresses or in a usual
 * Service range, because a wider block may contain pods.
 */
function isOnlyByAddress(rules: readonly Rule[], ports: readonly number[], cni: Cni | undefined): boolean {
  const blocks = rules
    .filter((rule) => isDnsRule(rule, ports))
    .flatMap(({ peers }) => (peers === "everyone" ? [] : peers))
    .flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [blockAddresses(ipBlock)]));
  // Amazon's network plugin sees the Service's address.
  const mayReachService = cni === "vpc-cni" && blocks.some(arePrivate);
  return (
    blocks.length > 0 &&
    blocks.every((addresses) => countAddresses(addresses) === 1n || areOfServices(addresses)) &&
    !mayReachService &&
    !rules.some((rule) => mayReachDnsPods(rule, ports))
  );
}

/** Whether one of a rule's port entries is a DNS port. */
function isDnsRule({ writtenPorts }: Rule, ports: readonly number[]): boolean {
  return writtenPorts.some(({ port, endPort }) => ports.some((dns) => port === dns && (endPort ?? dns) === dns));
}

/** Whether a rule allows DNS to the pods in kube-system or, by labels, to DNS pods elsewhere. */
function mayReachDnsPods(rule: Rule, ports: readonly number[]): boolean {
  if (rule.peers === "everyone") return intersectPorts(rule.ports, [onePort("UDP", 53)]).length > 0;
  const selectors = rule.peers.filter(({ ipBlock }) => ipBlock === undefined);
  if (isDnsRule(rule, ports) && selectors.length > 0) return true;
  const dnsPod = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" }, mayHaveMoreLabels: true };
  return (
    intersectPorts(rule.ports, [onePort("UDP", 53)]).length > 0 &&
    ruleMatchesPeer({ peers: selectors, namespace: rule.namespace }, dnsPod) !== false
  );
}
