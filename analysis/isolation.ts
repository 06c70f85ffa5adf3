import type { LabelSelector, NetworkPolicyManifest, NetworkPolicyPeer } from "../policy/notation";
import { policyTypes } from "./policyTypes";
import { type PortSet, portsOf } from "./portSet";

/** The two directions in which a policy may isolate pods. */
export type Direction = "ingress" | "egress";

/**
 * A policy as it acts: it isolates the pods it selects in each direction that is there, and lets through what the rules of
 * that direction say. Policies only add, so what several of them let through is let through.
 */
export interface Isolation {
  /** `namespace/name`. */
  readonly policy: string;
  readonly namespace: string;
  readonly podSelector: LabelSelector;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** One rule of a policy; it lets through what comes from, or goes to, any of the peers on any of the ports. */
export interface Rule {
  readonly policy: string;
  /** Its place in the list of its direction, from 0. */
  readonly index: number;
  /** The policy's own namespace, in which a podSelector alone selects. */
  readonly namespace: string;
  /** "everyone" where the rule has no peers or an empty list of them. */
  readonly peers: readonly NetworkPolicyPeer[] | "everyone";
  readonly ports: PortSet;
}

/** Policies as they act; `namespace` is that of policies that name none. */
export function isolations(policies: readonly NetworkPolicyManifest[], namespace = "default"): Isolation[] {
  return policies.map(({ metadata, spec }) => {
    const own = metadata.namespace ?? namespace;
    const policy = `${own}/${metadata.name}`;
    const types = policyTypes(spec);
    const rule = (index: number, peers: readonly NetworkPolicyPeer[] | undefined, ports: PortSet): Rule => ({
      policy,
      index,
      namespace: own,
      peers: peers === undefined || peers.length === 0 ? "everyone" : peers,
      ports,
    });
    const { ingress = [], egress = [] } = spec;
    return {
      policy,
      namespace: own,
      podSelector: spec.podSelector ?? {},
      ...(types.ingress && { ingress: ingress.map(({ from, ports }, i) => rule(i, from, portsOf(ports))) }),
      ...(types.egress && { egress: egress.map(({ to, ports }, i) => rule(i, to, portsOf(ports))) }),
    };
  });
}
