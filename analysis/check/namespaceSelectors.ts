import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelSelector, LabelSelectorRequirement } from "../../kubernetes/networkPolicy";
import { requirements } from "../model/selectors";
import { isEmpty, peerSetOf } from "../sets/peerSet";
import type { CheckContext } from "./context";
import type { Detection } from "./detection";

/** The peers of user rules whose namespace selector meets a condition and can match something. */
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

/** Requirements that exclude some namespace. Every namespace has a name. */
export function meaningfulRequirements(selector: LabelSelector): LabelSelectorRequirement[] {
  return requirements(selector).filter(({ key, operator }) => key !== namespaceNameLabel || operator !== "Exists");
}
