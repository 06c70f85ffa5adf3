import type { Component } from "../graph/components";
import type { Endpoint } from "../graph/graph";
import { valdGraph } from "../graph/valdGraph";
import type { CustomRules, NetworkPoliciesArgs, PlainValues } from "../policy/args";
import { edgesFor } from "../policy/edgesFor";
import { enabledComponents } from "../policy/enabledComponents";
import type { NetworkPolicyPeer, NetworkPolicyPort } from "../policy/notation";
import { peersOf } from "../policy/peersOf";
import { plainValues } from "../policy/plainValues";
import { portRanges } from "./portRange";
import { joined, portsOf } from "./portSet";
import { portsText } from "./portsText";
import { everyone, peerRegion } from "./regions/region";
import { regionText } from "./regions/regionText";

/**
 * What edges and custom rules allow that the graph does not: one sentence for each opening, sorted, without repeats. It
 * speaks of the end that the rule is on; the pods at the other end may be isolated by policies of their own. Takes args that
 * are valid.
 */
export function opens(args: NetworkPoliciesArgs): string[] {
  const components = enabledComponents(args);
  const namespace = args.namespace ?? "default";
  const sentences = [
    ...edgeSentences(args, namespace),
    ...(components.length > 0
      ? customSentences("every component", args.defaults?.networkPolicy?.custom, namespace)
      : []),
    ...components.flatMap((c) => customSentences(titleOf(c), args.components?.[c]?.custom, namespace)),
  ];
  return [...new Set(sentences)].sort();
}

/** What is said of each component that is deployed is said of every component. */
function edgeSentences(args: NetworkPoliciesArgs, namespace: string): string[] {
  const peers = peersOf(valdGraph, args, plainValues);
  const texts = (end: Endpoint<PlainValues>) =>
    end.kind === "component" ? [titleOf(end.component)] : peerTexts(peers(end), namespace);
  const subjects = new Map<string, Component[]>();
  for (const { from, to, ports, origin } of edgesFor(valdGraph, args)) {
    if ("why" in origin) continue;
    const [own, verb, others] =
      from.kind === "component"
        ? ([from, "may connect to", to] as const)
        : ([to, "may be reached from", from] as const);
    if (own.kind !== "component") continue;
    for (const other of texts(others)) {
      const said = `${verb} ${other}, ${textOf(ports)}`;
      subjects.set(said, [...(subjects.get(said) ?? []), own.component]);
    }
  }
  const all = enabledComponents(args);
  return [...subjects].flatMap(([said, components]) =>
    all.every((c) => components.includes(c))
      ? [`every component ${said}`]
      : components.map((c) => `${titleOf(c)} ${said}`),
  );
}

function customSentences(subject: string, custom: CustomRules | undefined, namespace: string): string[] {
  const sentences = (verb: string, peers: NetworkPolicyPeer[] | undefined, ports: NetworkPolicyPort[] | undefined) =>
    peerTexts(peers, namespace).map((peer) => `${subject} ${verb} ${peer}, ${textOf(ports)}`);
  return [
    ...(custom?.ingress ?? []).flatMap(({ from, ports }) => sentences("may be reached from", from, ports)),
    ...(custom?.egress ?? []).flatMap(({ to, ports }) => sentences("may connect to", to, ports)),
  ];
}

function peerTexts(peers: NetworkPolicyPeer[] = [], namespace: string): string[] {
  const regions = peers.length === 0 ? [everyone] : peers.map((peer) => peerRegion(peer, namespace));
  return regions.map(regionText);
}

function textOf(ports: NetworkPolicyPort[] | undefined): string {
  return portsText(portRanges(joined(portsOf(ports))));
}

function titleOf(component: Component): string {
  return `the ${valdGraph.components[component].title}`;
}
