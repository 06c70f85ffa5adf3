import type { Component } from "../../graph/components";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { IPBlock, LabelMap } from "../../kubernetes/networkPolicy";
import { allAddresses } from "../model/addresses";
import { coversIntervals } from "../model/intervals";
import { addressBlocks } from "./addressBlocks";
import type { ComponentPods } from "./componentPods";
import { type PeerSet, peerSetKey, podSet } from "./peerSet";
import type { ValueSet } from "./valueSet";

/** One end of a connection in a result. */
export type ResultEndpoint =
  | {
      kind: "component";
      component: Component;
      /** Its labels, if the compared policies select it by different ones. */
      podLabels?: LabelMap;
    }
  | {
      kind: "peers";
      peers: PeerDescription;
      /** Peers that are excluded. Absent: none. */
      except?: ResultEndpoint[];
    };

/** A set of peers as data. All fields that are present must match. */
export interface PeerDescription {
  /** Only pods (true), or only endpoints outside the cluster (false). Absent: both. */
  pods?: boolean;
  /** Conditions on the labels of a pod's namespace. Absent: every namespace. */
  namespaceLabels?: LabelCondition[];
  /** Conditions on the labels of a pod. Absent: every pod. */
  podLabels?: LabelCondition[];
  /** Addresses in any of these blocks. Absent: every address. */
  ipBlocks?: IPBlock[];
}

/** A condition on one label, like an item of `matchExpressions`. */
export interface LabelCondition {
  /** The label key. */
  key: string;
  /** `NotIn` and `DoesNotExist` are also true without the label, as in a label selector. */
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  /** The values of `In` and `NotIn`. */
  values?: string[];
  /** Whether the label may also be absent. Default: as the operator says. */
  orAbsent?: true;
}

/** Every pod of kube-system, a column of the documented table. */
export const kubeSystem: PeerSet = podSet({ matchLabels: { [namespaceNameLabel]: "kube-system" } }, {});

/** A component if these are exactly its pods, else a description of the peers. */
export function endpointOf(
  peers: PeerSet,
  except: readonly PeerSet[],
  components: readonly ComponentPods[],
): ResultEndpoint {
  const key = peerSetKey(peers);
  const component = components.find(({ peerSet }) => peerSetKey(peerSet) === key);
  if (component !== undefined && except.length === 0) return componentEndpoint(component);
  return {
    kind: "peers",
    peers: describePeers(peers),
    ...(except.length > 0 && { except: except.map((one) => endpointOf(one, [], components)) }),
  };
}

/** Excluded peers that a text does not list, as it says "everyone else": components, and kube-system. */
export function isObviousException(endpoint: ResultEndpoint): boolean {
  return endpoint.kind === "component" || JSON.stringify(endpoint) === JSON.stringify(endpointOf(kubeSystem, [], []));
}

/** Equal text for endpoints with equal names. Which obvious exceptions they have does not count. */
export function endpointKey(endpoint: ResultEndpoint): string {
  if (endpoint.kind === "component") return JSON.stringify(endpoint);
  const { peers, except = [] } = endpoint;
  const listed = except.filter((one) => !isObviousException(one));
  return JSON.stringify([peers, listed, listed.length < except.length]);
}

export function componentEndpoint({ component, distinctLabels }: ComponentPods): ResultEndpoint {
  return { kind: "component", component, ...(distinctLabels !== undefined && { podLabels: distinctLabels }) };
}

function describePeers({ pods, labels, addresses }: PeerSet): PeerDescription {
  const conditions = (prefix: string) =>
    [...labels]
      .filter(([key]) => key.startsWith(prefix))
      .flatMap(([key, values]) => describeValues(key.slice(prefix.length), values))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const [namespaceLabels, podLabels] = [conditions("namespace/"), conditions("pod/")];
  return {
    ...(pods !== undefined && { pods }),
    ...(namespaceLabels.length > 0 && { namespaceLabels }),
    ...(podLabels.length > 0 && { podLabels }),
    ...(!coversIntervals(addresses, allAddresses) && { ipBlocks: addressBlocks(addresses) }),
  };
}

function describeValues(key: string, { values, negated, allowsAbsent }: ValueSet): LabelCondition[] {
  if (negated && values.length === 0) return allowsAbsent ? [] : [{ key, operator: "Exists" }];
  if (negated) {
    const notIn: LabelCondition = { key, operator: "NotIn", values: [...values] };
    return allowsAbsent ? [notIn] : [{ key, operator: "Exists" }, notIn];
  }
  if (values.length === 0 && allowsAbsent) return [{ key, operator: "DoesNotExist" }];
  return [{ key, operator: "In", values: [...values], ...(allowsAbsent && { orAbsent: true }) }];
}
