import { componentNames } from "../../graph/components";
import { type ComponentParty, componentParty } from "../components";
import type { Given } from "../given";
import type { Direction, Isolation, Rule } from "../isolation";
import { allPorts } from "../portSet";
import { type Opening, portsNotCovered } from "./opening";
import { selectedRegion } from "./reach";
import { eachOnce, isWithin, overlap, peerRegion, type Region } from "./region";

/**
 * The pods that two components would have in common, be these deployed or not, on whichever sides of a change. There are
 * none, as a pod is of one component at most; only where all pods of a component fit another's labels too, they stay what
 * they are.
 */
export function ofTwoComponents(...sides: readonly Pick<Given, "args">[]): Opening[] {
  const regions = componentNames.map((component) =>
    eachOnce(sides.map((given) => componentParty(component, given).region)),
  );
  return regions.flatMap((own, i) =>
    own.flatMap((one) =>
      regions
        .slice(i + 1)
        .flat()
        .flatMap((other) => {
          const parties = overlap(one, other);
          if (parties === undefined) return [];
          const except = regions.flat().filter((region) => isWithin(region, parties));
          return except.some((region) => isWithin(parties, region)) ? [] : [{ parties, except, ports: allPorts }];
        }),
    ),
  );
}

/**
 * Policies as they may act on a component's own pods, whatever labels these have beside those that select them: without
 * what would select such a pod only where it is one of `none`.
 */
export function actingOn(
  own: ComponentParty,
  isolating: readonly Isolation[],
  direction: Direction,
  none: readonly Opening[],
): readonly Isolation[] {
  if (none.length === 0) return isolating;
  const selectsNone = (selected: Region) => {
    const parties = overlap(own.region, selected);
    return parties !== undefined && portsNotCovered({ parties, except: [], ports: allPorts }, none).length === 0;
  };
  const withoutNone = (rule: Rule): Rule => {
    const { peers, namespace } = rule;
    return peers === "everyone"
      ? rule
      : { ...rule, peers: peers.filter((peer) => !selectsNone(peerRegion(peer, namespace))) };
  };
  return isolating.map((isolation): Isolation => {
    const { ingress, egress, ...policy } = isolation;
    const ownRules = selectsNone(selectedRegion(isolation)) ? undefined : isolation[direction];
    const [inward, outward] =
      direction === "ingress" ? [ownRules, egress?.map(withoutNone)] : [ingress?.map(withoutNone), ownRules];
    return { ...policy, ...(inward && { ingress: inward }), ...(outward && { egress: outward }) };
  });
}
