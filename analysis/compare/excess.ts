import type { Direction } from "../model/effectivePolicy";
import { type PortSet, subtractPorts } from "../model/portSet";
import type { ComponentPods } from "../sets/componentPods";
import { type Exposure, uncoveredPorts } from "../sets/exposure";
import { areDisjoint, isAddressLimited, isSubset } from "../sets/peerSet";

/** Access that a component has under one set of policies and not under the baseline. */
export interface Excess {
  component: ComponentPods;
  direction: Direction;
  /** The peers and the ports beyond the baseline. */
  exposure: Exposure;
  /** Exposures of the baseline on all of these ports. */
  covering: readonly Exposure[];
  /** Whether all of the peers have the access, and none of them has it under the baseline. */
  coversWholePeerSet: boolean;
}

/** The exposures that `excessOf` compares. */
export interface ComparedExposures {
  /** Every exposure of the component under the compared policies. */
  all: readonly Exposure[];
  baseline: readonly Exposure[];
  /** Peers that cannot exist. */
  impossible: readonly Exposure[];
}

/**
 * The part of an exposure that is beyond the baseline; undefined if there is none. For example, if the baseline admits all pods
 * of `shop` on TCP 80 and the exposure is all pods of `shop` on all ports, the excess is all ports but TCP 80.
 */
export function excessOf(
  component: ComponentPods,
  direction: Direction,
  exposure: Exposure,
  { all, baseline, impossible }: ComparedExposures,
): Excess | undefined {
  const { peers, except } = exposure;
  const ports = uncoveredPorts(exposure, [...baseline, ...impossible]);
  if (ports.length === 0) return undefined;
  const covering = baseline.filter((other) => ports.every((entry) => subtractPorts(entry, other.ports) === undefined));
  const excess = { component, direction, exposure: { peers, except, ports }, covering };

  const apart = covering.filter((other) => !except.some((exclusion) => isSubset(other.peers, exclusion)));
  const isPartlyInBaseline = apart.some((other) => other.except.length === 0 && !areDisjoint(other.peers, peers));
  if (isPartlyInBaseline) return { ...excess, coversWholePeerSet: false };
  if (except.length === 0) return { ...excess, coversWholePeerSet: true };
  const whole = { peers, except: [], ports };
  // The isolated pods among the peers have exposures of their own. If these allow all of them too, nobody is excluded.
  const coversWholePeerSet = !isAddressLimited(peers) && uncoveredPorts(whole, [...all, ...impossible]).length === 0;
  return coversWholePeerSet
    ? { ...excess, exposure: whole, covering: apart, coversWholePeerSet }
    : { ...excess, coversWholePeerSet };
}

/** Without those whose peers and ports are part of another one that covers its whole peer set. */
export function dropSubsumed(excesses: readonly Excess[]): Excess[] {
  return excesses.filter((one, i) =>
    excesses.every((other, j) => one === other || !isSubsumedBy(one, other) || (isSubsumedBy(other, one) && i < j)),
  );
}

export function isSubsumedBy({ exposure: { peers, ports } }: Excess, other: Excess): boolean {
  const { pods, ...anyPeer } = other.exposure.peers;
  // Endpoints outside the cluster are reported by their addresses, whoever has them.
  const reported = pods === false ? { ...anyPeer, pods: undefined } : other.exposure.peers;
  return other.coversWholePeerSet && isSubset(peers, reported) && hasPorts(other, ports);
}

export function hasPorts({ exposure }: Excess, ports: PortSet): boolean {
  return ports.every((entry) => subtractPorts(entry, exposure.ports) === undefined);
}
