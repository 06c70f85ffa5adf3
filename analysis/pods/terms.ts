import type { NetworkPolicyPeer } from "../../policy/notation";
import { BitSet } from "./bitSet";
import type { Isolation } from "../isolation";
import type { PodIndex } from "./podIndex";
import type { PortSet } from "../portSet";

/** What one end consents to: connections of all these sources to all these targets on these ports. */
export interface Term {
  readonly sources: BitSet;
  readonly targets: BitSet;
  /** One and the same object for equal ports in all terms of a direction. */
  readonly ports: PortSet;
  /** Of the addresses of an ipBlock, which can only be those of the connection; absent for other peers. */
  readonly family: Family | undefined;
}

export type Family = 4 | 6;

/** What the policies say, in terms of sets of kinds of pods. A connection needs a term of each direction. */
export interface Terms {
  /** For targets that a policy isolates; the others admit everyone. */
  ingress: Term[];
  /** For sources that a policy isolates; the others may go anywhere. */
  egress: Term[];
  /** The targets that a policy isolates. */
  isolatedTargets: BitSet;
  /** The sources that no policy isolates. */
  freeSources: BitSet;
}

/** The consent of many policies to one peer on the same ports is one term. */
export function terms(policies: readonly Isolation[], index: PodIndex): Terms {
  const ingress = consents(policies, "ingress", index);
  const egress = consents(policies, "egress", index);
  return {
    ingress: ingress.map(({ pods, peer, ...rest }) => ({ sources: peer, targets: pods, ...rest })),
    egress: egress.map(({ pods, peer, ...rest }) => ({ sources: pods, targets: peer, ...rest })),
    isolatedTargets: isolated(policies, "ingress", index),
    freeSources: index.all.without(isolated(policies, "egress", index)),
  };
}

/** That the selected pods consent to connections with the peer. */
interface Consent {
  pods: BitSet;
  peer: BitSet;
  ports: PortSet;
  family: Family | undefined;
}

function consents(policies: readonly Isolation[], direction: "ingress" | "egress", index: PodIndex): Consent[] {
  const found = new Map<string, Omit<Consent, "pods"> & { pods: BitSet[] }>();
  const portsByText = new Map<string, PortSet>();
  for (const policy of policies) {
    const pods = index.selected(policy.namespace, policy.podSelector);
    if (pods.isEmpty) continue;
    for (const { peers, ports, namespace } of policy[direction] ?? []) {
      const portsText = JSON.stringify(ports);
      const shared = portsByText.get(portsText) ?? ports;
      portsByText.set(portsText, shared);
      const ends =
        peers === "everyone"
          ? [{ text: "everyone", set: index.all, family: undefined }]
          : peers
              .map((peer) => ({ ...index.peer(peer, namespace), family: familyOf(peer) }))
              .filter(({ set }) => !set.isEmpty);
      for (const { text, set, family } of ends) {
        const key = `${portsText} ${text}`;
        const known = found.get(key);
        if (known === undefined) found.set(key, { pods: [pods], peer: set, ports: shared, family });
        else known.pods.push(pods);
      }
    }
  }
  return [...found.values()].map(({ pods, ...rest }) => ({ pods: BitSet.union(pods), ...rest }));
}

function familyOf({ ipBlock }: NetworkPolicyPeer): Family | undefined {
  return ipBlock && (ipBlock.cidr.includes(":") ? 6 : 4);
}

function isolated(policies: readonly Isolation[], direction: "ingress" | "egress", index: PodIndex): BitSet {
  const isolating = policies.filter((policy) => policy[direction] !== undefined);
  return BitSet.union(isolating.map(({ namespace, podSelector }) => index.selected(namespace, podSelector)));
}
