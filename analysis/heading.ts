import type { ComponentParty } from "./components";
import { allAddresses } from "./addresses";
import { difference } from "./intervals";
import type { Opening } from "./opening";
import { everyone, podsRegion, type Region, without } from "./region";
import { regionText } from "./regionText";

/** Every pod of kube-system, a column of the documented table. */
export const kubeSystem: Region = podsRegion({ matchLabels: { "kubernetes.io/metadata.name": "kube-system" } }, {});

/**
 * The parties of an opening as people call them: a component or kube-system by its name in the documented table, else in
 * words. "other" and "else" stand for all but the pods that policies isolate, which have openings of their own; a range of
 * addresses goes by its own name, also where pods in it are isolated.
 */
export function openingHeading({ parties, except }: Opening, components: readonly ComponentParty[]): string {
  if (isRange(parties)) return regionText({ ...everyone, addresses: parties.addresses });
  const heading = partiesHeading(parties, components);
  if (except.length === 0) return heading;
  return heading === "everyone" ? "everyone else" : heading.replace(/^(all )?pods /, "$1other pods ");
}

/** What others leave of an opening, as people call it. */
export function restHeading(
  opening: Opening,
  others: readonly Opening[],
  components: readonly ComponentParty[],
): string {
  const { parties, except } = opening;
  if (isRange(parties)) {
    const ranges = others.filter((other) => other.parties.pods === undefined);
    const addresses = ranges.reduce((rest, other) => difference(rest, other.parties.addresses), parties.addresses);
    return regionText({ ...everyone, addresses });
  }
  const whole = others.filter((other) => other.except.length === 0).map((other) => other.parties);
  const [only, ...more] = whole.reduce<readonly Region[]>(
    (rest, other) => (rest.length > 1 ? rest : rest.flatMap((region) => without(region, other))),
    [parties],
  );
  // Many pieces, and what is not excepted, have no short name; the opening that they are left of has.
  const isNamed = only !== undefined && more.length === 0 && except.length === 0;
  return isNamed ? partiesHeading(only, components) : openingHeading(opening, components);
}

export function partiesHeading(region: Region, components: readonly ComponentParty[]): string {
  const text = regionText(region);
  const named = [...components, { region: kubeSystem, title: "kube-system" }];
  return named.find((party) => regionText(party.region) === text)?.title ?? text;
}

function isRange({ addresses }: Region): boolean {
  return difference(allAddresses, addresses).length > 0;
}
