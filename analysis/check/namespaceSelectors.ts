import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelSelector, LabelSelectorRequirement } from "../../kubernetes/networkPolicy";
import { requirements } from "../model/selectors";
import { isEmpty, peerSetOf } from "../sets/peerSet";
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
        const fires =
          namespaceSelector !== undefined && condition(namespaceSelector) && !isEmpty(peerSetOf(peer, rule.namespace));
        return fires ? [peerLocation(i)] : [];
      }),
    );
}

/** The requirements that can exclude a namespace. Every namespace has the name label, so `Exists` excludes none. */
export function meaningfulRequirements(selector: LabelSelector): LabelSelectorRequirement[] {
  return requirements(selector).filter(({ key, operator }) => key !== namespaceNameLabel || operator !== "Exists");
}
