import { componentParties, valdNamespace } from "../analysis/components";
import type { Given } from "../analysis/given";
import { isOfVald, selectsComponents } from "../analysis/inNamespace";
import { isolates } from "../analysis/admits";
import { isolations } from "../analysis/isolation";
import { selectedRegion } from "../analysis/regions/reach";
import { areDisjoint, isWithin, podsRegion } from "../analysis/regions/region";

const mostNames = 3;

/**
 * Policies that are labelled as Vald's and select no component as the args name it, so that an analysis would miss whom they
 * isolate: `namespace/name`. Where nothing shows in which namespace Vald runs, those of all count.
 */
export function unnamedPolicies(given: Given): string[] {
  const namespace = selectsComponents(given) ? valdNamespace(given) : undefined;
  const ofInstance = podsRegion({}, { matchLabels: given.args?.instanceLabels ?? {} });
  return (
    given.policies
      .filter(isOfVald)
      .flatMap((policy) => isolations([policy], valdNamespace(given)))
      .filter((isolation) => namespace === undefined || isolation.namespace === namespace)
      // Those of another Vald in the namespace are none of this one's.
      .filter((isolation) => !areDisjoint(selectedRegion(isolation), ofInstance))
      .filter((isolation) => {
        const { namespace: there } = isolation;
        const components = componentParties({ args: { ...given.args, namespace: there } });
        return !components.some(
          ({ pod, region }) => isolates(isolation, pod) === true || isWithin(selectedRegion(isolation), region),
        );
      })
      .map(({ policy }) => policy)
  );
}

/** What to do about them. */
export function unnamedNote(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const shown = `${names.slice(0, mostNames).join(", ")}${more}`;
  return `policies of Vald that select no component as named: ${shown}; give the values that name it (-f or --chart-values)`;
}
