import type { NetworkPolicyPort } from "../../kubernetes/networkPolicy";
import type { CheckContext, CheckedRule } from "./context";
import type { Detection } from "./detection";

/** Detects port entries in user rules that meet a condition. */
export function detectPorts(
  { rules }: CheckContext,
  condition: (port: NetworkPolicyPort, rule: CheckedRule) => boolean,
): Detection[] {
  return rules
    .filter(({ isUserRule }) => isUserRule)
    .flatMap((rule) =>
      rule.ports.flatMap((port, i) =>
        condition(port, rule) ? [{ ...rule.portLocation(i), detail: portEntryText(port) }] : [],
      ),
    );
}

export function portEntryText({ protocol = "TCP", port, endPort }: NetworkPolicyPort): string {
  return `${protocol} ${port ?? "all"}${endPort === undefined ? "" : `-${endPort}`}`;
}
