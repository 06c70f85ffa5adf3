import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelSelector, LabelSelectorRequirement } from "../../kubernetes/networkPolicy";
import { requirements } from "../model/selectors";
import { isEmpty, peerSetOf } from "../sets/peerSet";
import { endpointOf } from "../sets/resultEndpoint";
import { endpointText } from "../text/endpointText";
import type { CheckContext } from "./context";
import type { Detection } from "./detection";

/** Detects peers in user rules whose namespace selector meets a condition, except peers that cannot match any pod. */
export function detectNamespaceSelectors(
  { rules }: CheckContext,
  condition: (selector: LabelSelector) => boolean,
): Detection[] {
  return rules
    .filter(({ isUserRule }) => isUserRule)
    .flatMap(({ peers, rule, peerLocation }) =>
      peers.flatMap((peer, i) => {
        const { namespaceSelector } = peer;
        const peerSet = peerSetOf(peer, rule.namespace);
        if (namespaceSelector === undefined || !condition(namespaceSelector) || isEmpty(peerSet)) return [];
        const excludesSome = meaningfulRequirements(namespaceSelector).some((one) => !isPositive(one));
        return [{ ...peerLocation(i), ...(excludesSome && { detail: endpointText(endpointOf(peerSet, [], [])) }) }];
      }),
    );
}

/** The requirements that can exclude a namespace. Every namespace has the name label, so `Exists` excludes none. */
export function meaningfulRequirements(selector: LabelSelector): LabelSelectorRequirement[] {
  return requirements(selector).filter(({ key, operator }) => key !== namespaceNameLabel || operator !== "Exists");
}

/** Whether a requirement names labels that a namespace must have. The others exclude namespaces, and match all that lack the label. */
export function isPositive({ operator }: LabelSelectorRequirement): boolean {
  return operator === "In" || operator === "Exists";
}
