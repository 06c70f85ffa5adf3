import { namespaceNameLabel } from "../../../kubernetes/namespaceNameLabel";
import { nearest } from "../../../args/schema/nearest";
import type { LabelSelector } from "../../../kubernetes/networkPolicy";
import { formatRequirement } from "../../../kubernetes/formatRequirement";
import type { Pod } from "../../model/peer";
import { requirements } from "../../model/selectors";
import { isEmpty, isSubset } from "../../sets/peerSet";
import { endpointOf } from "../../sets/resultEndpoint";
import { endpointText } from "../../text/endpointText";
import { listText } from "../../text/listText";
import type { CheckedRule } from "../context";
import { usualDnsPorts } from "../dnsPorts";
import type { RuleModule } from "../ruleModule";
import { type UnmatchedPeer, unmatchedPeerFinder } from "../unmatchedPeer";
import { isReportedAsBare } from "./barePodSelector";
import { type UserPeer, userPeers } from "../userPeers";

export const peerSelectsNoPod = {
  id: "peer-selects-no-pod",
  severity: "warning",
  message: "no pod in the manifests matches this peer, so the peer has no effect",
  remediation: "correct the peer's labels, or, if the pods are not deployed yet, ignore this finding",
  needsManifests: true,
  check: (context) => {
    if (!context.isManifests) return [];
    const unmatchedPeer = unmatchedPeerFinder(context);
    return (
      userPeers(context)
        .filter(({ peerSet }) => !isEmpty(peerSet))
        // A component that is off, or runs only from time to time, has no pods.
        .filter(({ peerSet }) => !context.allComponents.some((component) => isSubset(peerSet, component.peerSet)))
        .filter((one) => !isReportedAsBare(one, context))
        .flatMap((one) => {
          const unmatched = unmatchedPeer(one.peer, one.rule.rule.namespace);
          return unmatched === undefined ? [] : [{ ...one.location, detail: detailOf(one, unmatched) }];
        })
    );
  },
} as const satisfies RuleModule;

/**
 * `all pods in namespace monitorin; no such namespace; did you mean monitoring?`, or, for DNS, `DNS: pods k8s-app=coredns in
 * namespace kube-system; pods there have k8s-app=kube-dns`.
 */
function detailOf({ peer, peerSet, rule }: UserPeer, unmatched: UnmatchedPeer): string {
  const isDns = isForDns(rule);
  const subject = `${isDns ? "DNS: " : ""}${endpointText(endpointOf(peerSet, [], []))}`;
  const hints =
    unmatched.code === "no-namespace"
      ? ["no such namespace", ...similarNamespaces(peer.namespaceSelector, unmatched.namespaces)]
      : similarLabels(peer.podSelector, unmatched.podsInNamespaces, isDns);
  return [subject, ...hints].join("; ");
}

function isForDns({ direction, ports }: CheckedRule): boolean {
  return direction === "egress" && ports.some(({ port }) => portsAndNames.includes(port));
}

const portsAndNames: readonly unknown[] = [...usualDnsPorts, "dns", "dns-tcp"];

function similarNamespaces(selector: LabelSelector = {}, namespaces: readonly string[]): string[] {
  const names = requirements(selector).flatMap(({ key, values = [] }) => (key === namespaceNameLabel ? values : []));
  const missing = names.filter((name) => !namespaces.includes(name));
  const similar = missing.flatMap((name) => nearest(name, namespaces) ?? []);
  return similar.length === 0 ? [] : [`did you mean ${listText([...new Set(similar)], "or")}?`];
}

const maxValues = 3;

/** The values that pods have for the labels of a selector. For DNS, only values that look like DNS, if there are any. */
function similarLabels(selector: LabelSelector = {}, pods: readonly Pod[], isDns: boolean): string[] {
  return requirements(selector)
    .filter(({ operator }) => operator === "In")
    .flatMap(({ key, values = [] }) => {
      const all = new Set(pods.flatMap(({ labels }) => (Object.hasOwn(labels, key) ? (labels[key] ?? []) : [])));
      const others = [...all].filter((value) => !values.includes(value)).sort();
      const ofDns = isDns ? others.filter((value) => value.includes("dns")) : [];
      const shown = ofDns.length > 0 ? ofDns : others;
      if (others.length === all.size && shown.length > 0 && shown.length <= maxValues)
        return [`pods there have ${formatRequirement({ key, operator: "In", values: shown })}`];
      return [];
    });
}
