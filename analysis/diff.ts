import { componentNames } from "../graph/components";
import { assertValid } from "../policy/assertValid";
import { type ComponentParty, componentParty, deployedComponents, valdNamespace } from "./components";
import type { Pod } from "./party";
import { letThroughBeyond } from "./regions/differences";
import type { Given } from "./given";
import { inNamespace, NamespaceError } from "./inNamespace";
import { isolations } from "./isolation";
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
 * is there no more is taken to still run, isolated by nothing. One that the two sides select by other labels is other pods
 * on each, and is named with the labels: `agent (app=vald-agent)`. Throws `InvalidArgsError` when args are wrong, and
 * `NamespaceError` when Vald runs in another namespace before than after.
 */
export function diff(before: Given, after: Given): Difference {
  const [old, next] = sides(before, after);
  const isolatingOf = ({ given }: Side) => isolations(given.policies, valdNamespace(given));
  const beyond = (one: Side, other: Side) =>
    letThroughBeyond(isolatingOf(one), isolatingOf(other), one.components, ofTwoComponents(one.given));
  return { opens: beyond(next, old), closes: beyond(old, next) };
}

/** One side of a change: what is given, with the namespace, and the components that either side has. */
export interface Side {
  given: Given;
  components: ComponentParty[];
}

/** Both sides of a change. Throws as `diff` does. */
export function sides(before: Given, after: Given): [old: Side, next: Side] {
  for (const { args = {} } of [before, after]) assertValid(args);
  const [old, next] = [inNamespace(before, after), inNamespace(after, before)];
  if (valdNamespace(old) !== valdNamespace(next)) {
    const move = `from namespace ${valdNamespace(old)} to ${valdNamespace(next)}`;
    throw new NamespaceError(`Vald moves ${move}, which leaves nothing to compare; put both sides into one namespace`);
  }
  const either = componentNames.filter((component) =>
    [old, next].some((given) => deployedComponents(given).includes(component)),
  );
  const sideOf = (given: Given, other: Given): Side => ({
    given,
    components: either.map((component) =>
      toldApart(componentParty(component, given), componentParty(component, other)),
    ),
  });
  return [sideOf(old, next), sideOf(next, old)];
}

/** By its labels too, where the other side selects the component by others: its pods are then not the same. */
function toldApart(party: ComponentParty, other: ComponentParty): ComponentParty {
  const labels = (pod: Pod) => Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`);
  const [own, others] = [party, other].map(({ pod }) => labels(pod).sort().join());
  return own === others ? party : { ...party, title: `${party.title} (${own})` };
}
