import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { Component } from "../../graph/components";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import type { AnalysisInput } from "../model/analysisInput";
import { selectsPod } from "../model/matching";
import type { Pod } from "../model/peer";
import { type PeerSet, podSet } from "./peerSet";

/** The pods of a component. */
export interface ComponentPods {
  component: Component;
  /** A pod with no other labels than those that select it, and without an address. */
  pod: Pod;
  /** All its pods, whatever other labels they carry. */
  peerSet: PeerSet;
  /** Its labels, if two sets of policies select it by different ones and results must tell these apart. */
  distinctLabels?: LabelMap;
}

/** The pods of every component, deployed or not, in the table's order. */
export function allComponentPods(
  { namespace, components }: ResolvedArgs,
  namespaces: AnalysisInput["namespaces"] = {},
): ComponentPods[] {
  const namespaceLabels = Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : undefined;
  return components.map(({ component, podLabels }) => ({
    component,
    pod: { namespace, labels: podLabels, ips: [], ...(namespaceLabels !== undefined && { namespaceLabels }) },
    peerSet: podSet({ matchLabels: { [namespaceNameLabel]: namespace } }, { matchLabels: podLabels }),
  }));
}

/** Whether a pod has all labels that select a component's pods. */
export function isPodOf({ pod: { namespace, labels } }: Pick<ComponentPods, "pod">, pod: Pod): boolean {
  return selectsPod({ namespace, podSelector: { matchLabels: labels } }, pod) === true;
}

/** The pod, but with an unknown address. */
export function withAnyAddress({ ips: _, ...pod }: Pod): Pod {
  return pod;
}
