import { formatRequirement } from "../../kubernetes/formatRequirement";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { IPBlock } from "../../kubernetes/networkPolicy";
import type { LabelCondition, PeerDescription } from "../sets/resultEndpoint";
import { listText } from "./listText";

/** Peers as text: `everyone`, `pods app=web in namespace shop`, `10.0.0.0/8 except 10.1.0.0/16`. */
export function peersText(peers: PeerDescription): string {
  return peersLines(peers).join(" ");
}

/**
 * The same text as separate lines: `pods app=web`, `in namespace shop`. Set `areOthers` if some peers are excluded and the text
 * does not name them: `everyone else`, `other pods app=web`.
 */
export function peersLines(
  { pods, namespaceLabels = [], podLabels = [], ipBlocks }: PeerDescription,
  areOthers = false,
): string[] {
  const blocks = ipBlocks && listText(shortened(ipBlocks.map(ipBlockText)));
  if (pods === undefined) return [blocks ?? (areOthers ? "everyone else" : "everyone")];
  if (!pods) return ["endpoints outside the cluster", ...(blocks === undefined ? [] : [`in ${blocks}`])];
  const noun = areOthers ? "other pods" : "pods";
  const selected = podLabels.length === 0 ? `all ${noun}` : `${noun} ${conditionsText(podLabels)}`;
  const where = `in ${namespacesText(namespaceLabels)}`;
  return [selected, where, ...(blocks === undefined ? [] : [`with an address in ${blocks}`])];
}

export function ipBlockText({ cidr, except = [] }: IPBlock): string {
  return except.length === 0 ? cidr : `${cidr} except ${listText(shortened(except))}`;
}

function namespacesText(conditions: readonly LabelCondition[]): string {
  const [first] = conditions;
  if (first === undefined) return "all namespaces";
  const { key, operator, values = [], orAbsent } = first;
  if (conditions.length === 1 && key === namespaceNameLabel && orAbsent === undefined) {
    const names = shortened(values);
    if (operator === "In") return `${values.length === 1 ? "namespace" : "namespaces"} ${listText(names, "or")}`;
    if (operator === "NotIn") return `namespaces other than ${listText(names)}`;
  }
  return `namespaces ${conditionsText(conditions)}`;
}

function conditionsText(conditions: readonly LabelCondition[]): string {
  return conditions
    .map(({ orAbsent, values, ...condition }) => {
      const text = formatRequirement({ ...condition, ...(values !== undefined && { values: shortened(values) }) });
      return orAbsent === true
        ? `${text} or ${formatRequirement({ key: condition.key, operator: "DoesNotExist" })}`
        : text;
    })
    .join(",");
}

/** Longer lists are shortened to `maxItems` items, of which the last one counts those that are left out. */
const maxItems = 8;

function shortened(items: readonly string[]): string[] {
  if (items.length <= maxItems) return [...items];
  return [...items.slice(0, maxItems - 1), `${items.length - maxItems + 1} more`];
}
