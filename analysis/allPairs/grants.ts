import type { NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import type { Direction, EffectivePolicy } from "../model/effectivePolicy";
import { matchesEveryAddress } from "../model/matching";
import type { PortSet } from "../model/portSet";
import { BitSet } from "./bitSet";
import type { PodIndex } from "./podIndex";

/** One end allows connections from all of these sources to all of these targets on these ports. */
export interface Grant {
  readonly sources: BitSet;
  readonly targets: BitSet;
  /** All grants in one direction share the same object for equal ports. */
  readonly ports: PortSet;
  /** The ipBlock's address family. The grant applies only to connections of this family. Undefined for other peers. */
  readonly family: Family | undefined;
}

export type Family = 4 | 6;

/** All policies, expressed as grants between sets of equivalence classes. A connection needs one grant for each direction. */
export interface Grants {
  /** Grants for isolated targets. Other targets admit everyone. */
  ingress: Grant[];
  /** Grants for isolated sources. Other sources may connect to everyone. */
  egress: Grant[];
  isolatedTargets: BitSet;
  /** The sources that no policy isolates. */
  freeSources: BitSet;
}

/**
 * The grants of all policies. Policies that allow the same peer on the same ports share one grant: if policies `a` and `b` both
 * admit `app=web` on TCP 80, the grant's targets are all pods that `a` or `b` selects.
 */
export function grants(policies: readonly EffectivePolicy[], index: PodIndex): Grants {
  return grantsIf(policies, index, BitSet.empty);
}

/** The grants if every ipBlock matches all pods with unknown addresses. */
export function possibleGrants(policies: readonly EffectivePolicy[], index: PodIndex): Grants {
  return grantsIf(policies, index, index.withoutAddress);
}

/** The grants if every ipBlock also matches the pods in `inEachBlock`. */
function grantsIf(policies: readonly EffectivePolicy[], index: PodIndex, inEachBlock: BitSet): Grants {
  const ingress = podGrants(policies, "ingress", index, inEachBlock);
  const egress = podGrants(policies, "egress", index, inEachBlock);
  return {
    ingress: ingress.map(({ pods, peer, ...rest }) => ({ sources: peer, targets: pods, ...rest })),
    egress: egress.map(({ pods, peer, ...rest }) => ({ sources: pods, targets: peer, ...rest })),
    isolatedTargets: isolated(policies, "ingress", index),
    freeSources: index.all.subtract(isolated(policies, "egress", index)),
  };
}

/** Policies allow connections in one direction between the selected pods and a peer. */
interface PodGrant {
  pods: BitSet;
  peer: BitSet;
  ports: PortSet;
  family: Family | undefined;
}

function podGrants(
  policies: readonly EffectivePolicy[],
  direction: Direction,
  index: PodIndex,
  inEachBlock: BitSet,
): PodGrant[] {
  const found = new Map<string, Omit<PodGrant, "pods"> & { pods: BitSet[] }>();
  const portsByText = new Map<string, PortSet>();
  for (const policy of policies) {
    const pods = index.selected(policy.namespace, policy.podSelector);
    if (pods.isEmpty) continue;
    for (const { peers, ports, namespace } of policy[direction] ?? []) {
      const portsText = JSON.stringify(ports);
      const sharedPorts = portsByText.get(portsText) ?? ports;
      portsByText.set(portsText, sharedPorts);
      const matches =
        peers === "everyone"
          ? [{ text: "everyone", set: index.all, family: undefined }]
          : [
              ...peers.map((peer) => {
                const { text, set } = index.peer(peer, namespace);
                const all = peer.ipBlock === undefined ? set : BitSet.union([set, inEachBlock]);
                return { text, set: all, family: familyOf(peer) };
              }),
              ...(!index.withoutAddress.isEmpty && matchesEveryAddress(peers)
                ? [{ text: "every address", set: index.withoutAddress, family: undefined }]
                : []),
            ].filter(({ set }) => !set.isEmpty);
      for (const { text, set, family } of matches) {
        const key = `${portsText} ${text}`;
        const known = found.get(key);
        if (known === undefined) found.set(key, { pods: [pods], peer: set, ports: sharedPorts, family });
        else known.pods.push(pods);
      }
    }
  }
  return [...found.values()].map(({ pods, ...rest }) => ({ pods: BitSet.union(pods), ...rest }));
}

function familyOf({ ipBlock }: NetworkPolicyPeer): Family | undefined {
  return ipBlock && (ipBlock.cidr.includes(":") ? 6 : 4);
}

function isolated(policies: readonly EffectivePolicy[], direction: Direction, index: PodIndex): BitSet {
  const isolating = policies.filter((policy) => policy[direction] !== undefined);
  return BitSet.union(isolating.map(({ namespace, podSelector }) => index.selected(namespace, podSelector)));
}
