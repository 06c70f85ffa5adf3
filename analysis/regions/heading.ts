import type { ComponentParty } from "../components";
import { allAddresses } from "../addresses";
import { difference } from "../intervals";
import type { Opening } from "./opening";
import { everyone, isRange, podsRegion, type Region, without } from "./region";
import { regionText } from "./regionText";

/** Every pod of kube-system, a column of the documented table. */
export const kubeSystem: Region = podsRegion({ matchLabels: { "kubernetes.io/metadata.name": "kube-system" } }, {});

/**
 * The parties of an opening as people call them: a component or kube-system by its name in the documented table, else in
 * words. "other" and "else" stand for all but the pods that policies isolate, which have openings of their own; a range of
 * addresses goes by its own name, also where pods in it are isolated.
 */
export function openingHeading({ parties, except }: Opening, components: readonly ComponentParty[]): string {
  if (isRange(parties)) return rangeHeading(parties, components);
  const heading = partiesHeading(parties, components);
  return except.length === 0 ? heading : otherThan(heading);
}

/** What others leave of an opening, as people call it. */
export function restHeading(
  opening: Opening,
  others: readonly Opening[],
  components: readonly ComponentParty[],
): string {
  const { parties } = opening;
  if (isRange(parties)) {
    const ranges = others.filter((other) => isRange(other.parties) && other.parties.pods === undefined);
    const rest = ranges.reduce((left, other) => difference(left, other.parties.addresses), parties.addresses);
    // Nothing left: what differs are pods in the range.
    return rangeHeading({ ...parties, addresses: rest.length === 0 ? parties.addresses : rest }, components);
  }
  const whole = others.filter((other) => other.except.length === 0).map((other) => other.parties);
  const [only, ...more] = whole.reduce<readonly Region[]>(
    (rest, other) => (rest.length > 1 ? rest : rest.flatMap((region) => without(region, other))),
    [parties],
  );
  if (only === parties || opening.except.length > 0) return openingHeading(opening, components);
  const isShort = only !== undefined && more.length === 0 && ![...only.labels.values()].some(({ negated }) => negated);
  return isShort ? partiesHeading(only, components) : otherThan(partiesHeading(parties, components));
}

export function partiesHeading(region: Region, components: readonly ComponentParty[]): string {
  const text = regionText(region);
  const named = [...components, { region: kubeSystem, title: "kube-system" }];
  return named.find((party) => regionText(party.region) === text)?.title ?? text;
}

function rangeHeading(parties: Region, components: readonly ComponentParty[]): string {
  const range = regionText({ ...everyone, addresses: parties.addresses });
  const pods = parties.pods === true ? partiesHeading({ ...parties, addresses: allAddresses }, components) : undefined;
  return pods === undefined ? range : `${pods} with an address in ${range}`;
}

function otherThan(heading: string): string {
  return heading === "everyone" ? "everyone else" : heading.replace(/^(all )?pods /, "$1other pods ");
}
