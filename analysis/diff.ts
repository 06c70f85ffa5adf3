import { componentNames } from "../graph/components";
import { assertValid } from "../policy/assertValid";
import { type ComponentParty, componentParty, deployedComponents, valdNamespace } from "./components";
import { letThroughBeyond } from "./regions/differences";
import type { Given } from "./given";
import { inNamespace, NamespaceError } from "./inNamespace";
import { type Isolation, isolations } from "./isolation";
import type { Opening } from "./regions/opening";
import { ofTwoComponents } from "./regions/ofTwoComponents";
import type { OpenConnection } from "./regions/openConnection";

/** What a change of policies does to who may talk to whom. */
export interface Difference {
  /** What is let through after the change and was not before. */
  opens: OpenConnection[];
  /** What was let through before the change and is not after. */
  closes: OpenConnection[];
}

/**
 * What opens and what closes between two sets of policies, to and from every component that either has. A component that
 * is there no more is taken to still run, isolated by nothing. Where the two sides select one by other labels, its pods are
 * compared with the labels of either, and named with them: `agent (app=vald-agent)`. Throws `InvalidArgsError` when args are
 * wrong, and `NamespaceError` when Vald runs in another namespace before than after.
 */
export function diff(before: Given, after: Given): Difference {
  return differenceOf(sides(before, after));
}

/** The same of sides that are made already. */
export function differenceOf({ old, next, components, none }: Sides): Difference {
  const before = isolations(old.policies, valdNamespace(old));
  const after = isolations(next.policies, valdNamespace(next));
  const beyond = (one: Isolation[], other: Isolation[]) => letThroughBeyond(one, other, components, none);
  return { opens: beyond(after, before), closes: beyond(before, after) };
}

/** Both sides of a change, with the namespace; the components that either has; and pods that there are not. */
export interface Sides {
  old: Given;
  next: Given;
  components: ComponentParty[];
  none: Opening[];
}

/** Throws as `diff` does. */
export function sides(before: Given, after: Given): Sides {
  for (const { args = {} } of [before, after]) assertValid(args);
  const [old, next] = [inNamespace(before, after), inNamespace(after, before)];
  if (valdNamespace(old) !== valdNamespace(next)) {
    const move = `from namespace ${valdNamespace(old)} to ${valdNamespace(next)}`;
    throw new NamespaceError(`Vald moves ${move}, which leaves nothing to compare; put both sides into one namespace`);
  }
  const components = componentNames.flatMap((component) => {
    const having = [old, next].filter((given) => deployedComponents(given).includes(component));
    return toldApart(having.map((given) => componentParty(component, given)));
  });
  return { old, next, components, none: ofTwoComponents(old, next) };
}

/** Each once; by their labels too, where these are not the same. */
function toldApart(parties: readonly ComponentParty[]): ComponentParty[] {
  const [first, ...others] = new Map(parties.map((party) => [labelsOf(party), party]));
  if (first === undefined) return [];
  if (others.length === 0) return [first[1]];
  return [first, ...others].map(([labels, party]) => ({ ...party, title: `${party.title} (${labels})` }));
}

function labelsOf({ pod }: ComponentParty): string {
  return Object.entries(pod.labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join();
}
