import { isolates } from "../analysis/admits";
import { componentParty, deployedComponents, valdNamespace } from "../analysis/components";
import type { Given } from "../analysis/given";
import { isOfVald } from "../analysis/inNamespace";
import { isolations } from "../analysis/isolation";
import { componentNames } from "../graph/components";
import type { NetworkPoliciesArgs } from "../policy/args";

/**
 * What manifests show of the components that are off by default, where values say nothing of any: each is deployed whose
 * pods a policy isolates that is labelled as Vald's. Vald's own chart has one for the mirror gateway also where it is off, and
 * none of its policies has such a label.
 */
export function shownComponents(given: Given): NetworkPoliciesArgs["components"] {
  const { args = {}, policies } = given;
  if (args.components !== undefined || args.instanceLabels !== undefined) return args.components;
  const isolating = isolations(policies.filter(isOfVald), valdNamespace(given));
  const shown = componentNames
    .filter((component) => !deployedComponents(given).includes(component))
    .filter((component) =>
      isolating.some((isolation) => isolates(isolation, componentParty(component, given).pod) === true),
    );
  return Object.fromEntries(shown.map((component) => [component, { enabled: true }]));
}
