import type { Component } from "../graph/components";
import type { Endpoint } from "../graph/graph";
import { valdGraph } from "../graph/valdGraph";
import type { CustomRules, NetworkPoliciesArgs, PlainValues } from "./args";
import { edgesFor } from "./edgesFor";
import { enabledComponents } from "./enabledComponents";
import type { LabelSelector, NetworkPolicyPeer, NetworkPolicyPort } from "./notation";
import { peersOf } from "./peersOf";
import { plainValues } from "./plainValues";
import { requirementText } from "./requirementText";

/**
 * What edges and custom rules allow that the graph does not: one sentence for each opening, sorted, without repeats. It
 * speaks of the end that the rule is on; the pods at the other end may be isolated by policies of their own. Takes args that
 * are valid.
 */
export function opens(args: NetworkPoliciesArgs): string[] {
  const components = enabledComponents(args);
  const namespace = args.namespace ?? "default";
  const sentences = [
    ...edgeSentences(args),
    ...(components.length > 0
      ? customSentences("every component", args.defaults?.networkPolicy?.custom, namespace)
      : []),
    ...components.flatMap((c) =>
      customSentences(`the ${valdGraph.components[c].title}`, args.components?.[c]?.custom, namespace),
    ),
  ];
  return [...new Set(sentences)].sort();
}

/** What is said of each component that is deployed is said of every component. */
function edgeSentences(args: NetworkPoliciesArgs): string[] {
  const peers = peersOf(valdGraph, args, plainValues);
  const titleOf = (component: Component) => `the ${valdGraph.components[component].title}`;
  const texts = (end: Endpoint<PlainValues>) =>
    end.kind === "component" ? [titleOf(end.component)] : peerTexts(peers(end), args.namespace ?? "default");
  const subjects = new Map<string, Component[]>();
  for (const { from, to, ports, origin } of edgesFor(valdGraph, args)) {
    if ("why" in origin) continue;
    const [own, verb, others] =
      from.kind === "component"
        ? ([from, "may connect to", to] as const)
        : ([to, "may be reached from", from] as const);
    if (own.kind !== "component") continue;
    for (const other of texts(others)) {
      const said = `${verb} ${other}, ${portsText(ports)}`;
      subjects.set(said, [...(subjects.get(said) ?? []), own.component]);
    }
  }
  const everyone = enabledComponents(args);
  return [...subjects].flatMap(([said, components]) =>
    everyone.every((c) => components.includes(c))
      ? [`every component ${said}`]
      : components.map((c) => `${titleOf(c)} ${said}`),
  );
}

function customSentences(subject: string, custom: CustomRules | undefined, namespace: string): string[] {
  const sentences = (verb: string, peers: NetworkPolicyPeer[] | undefined, ports: NetworkPolicyPort[] | undefined) =>
    peerTexts(peers, namespace).map((peer) => `${subject} ${verb} ${peer}, ${portsText(ports)}`);
  return [
    ...(custom?.ingress ?? []).flatMap(({ from, ports }) => sentences("may be reached from", from, ports)),
    ...(custom?.egress ?? []).flatMap(({ to, ports }) => sentences("may connect to", to, ports)),
  ];
}

function peerTexts(peers: NetworkPolicyPeer[] | undefined, namespace: string): string[] {
  if (peers === undefined || peers.length === 0) return ["everyone"];
  return peers.map(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock !== undefined) {
      const except = ipBlock.except ?? [];
      return except.length === 0 ? ipBlock.cidr : `${ipBlock.cidr} except ${except.join(" and ")}`;
    }
    const where = namespaceSelector === undefined ? `namespace ${namespace}` : namespacesText(namespaceSelector);
    const labels = podSelector === undefined ? "" : selectorText(podSelector);
    return `${labels === "" ? "all pods" : `pods ${labels}`} in ${where}`;
  });
}

function namespacesText(selector: LabelSelector): string {
  const labels = Object.entries(selector.matchLabels ?? {});
  const [only] = labels;
  if (only?.[0] === "kubernetes.io/metadata.name" && labels.length === 1 && !selector.matchExpressions?.length) {
    return `namespace ${only[1]}`;
  }
  const text = selectorText(selector);
  return text === "" ? "all namespaces" : `namespaces ${text}`;
}

/** The conditions of a selector. Empty when it selects everything. */
function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...labels.sort(), ...matchExpressions.map(requirementText)].join(",");
}

function portsText(ports: NetworkPolicyPort[] | undefined): string {
  if (ports === undefined || ports.length === 0) return "all ports";
  return ports
    .map(({ protocol = "TCP", port, endPort }) => {
      if (port === undefined) return `all ${protocol} ports`;
      return `${protocol} ${port}${endPort === undefined || endPort === port ? "" : `-${endPort}`}`;
    })
    .join(" and ");
}
