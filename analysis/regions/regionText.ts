import { canonicalCidr } from "../../policy/cidr";
import { requirementText } from "../../policy/requirementText";
import { allAddresses, startOfIPv6 } from "../addresses";
import { covers, difference, type Interval, type Intervals } from "../intervals";
import type { Region } from "./region";
import type { ValueSet } from "./valueSet";

/** A region in words: `everyone`, `pods app=web in namespace shop`, `10.0.0.0/8 except 10.1.0.0/16`. */
export function regionText({ pods, labels, addresses }: Region): string {
  const where = covers(addresses, allAddresses) ? undefined : addressesText(addresses);
  if (pods === undefined) return where ?? "everyone";
  if (!pods) return `endpoints outside the cluster${where === undefined ? "" : ` in ${where}`}`;
  const own = conditionsText(labels, "pod/");
  const kind = own === "" ? "all pods" : `pods ${own}`;
  return `${kind} in ${namespacesText(labels)}${where === undefined ? "" : ` with an address in ${where}`}`;
}

function namespacesText(labels: Region["labels"]): string {
  const conditions = [...labels].filter(([key]) => key.startsWith("namespace/"));
  const [first] = conditions;
  if (first === undefined) return "all namespaces";
  const [key, { values, negated, absent }] = first;
  if (conditions.length === 1 && key === "namespace/kubernetes.io/metadata.name" && !negated && !absent) {
    return `${values.length === 1 ? "namespace" : "namespaces"} ${values.join(" or ")}`;
  }
  return `namespaces ${conditionsText(labels, "namespace/")}`;
}

function conditionsText(labels: Region["labels"], prefix: string): string {
  return [...labels]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, values]) => conditionText(key.slice(prefix.length), values))
    .filter((text) => text !== "")
    .sort()
    .join(",");
}

function conditionText(key: string, { values, negated, absent }: ValueSet): string {
  const condition = (operator: string) => requirementText({ key, operator, values: [...values] });
  if (negated && values.length === 0) return absent ? "" : condition("Exists");
  if (negated) return absent ? condition("NotIn") : `${condition("Exists")},${condition("NotIn")}`;
  if (values.length === 0) return condition("DoesNotExist");
  return absent ? `${condition("In")} or ${condition("DoesNotExist")}` : condition("In");
}

/** Addresses as ranges in CIDR notation: the one that holds them all and what it has too many, where that is shorter. */
function addressesText(addresses: Intervals<bigint>): string {
  const families = [
    { family: 4, start: 0n, end: startOfIPv6 },
    { family: 6, start: startOfIPv6, end: startOfIPv6 + (1n << 128n) },
  ] as const;
  return families
    .flatMap(({ family, start, end }) => {
      const own = addresses.filter((interval) => interval.start < end && interval.end > start);
      const shifted = own.map((interval) => ({
        start: (interval.start > start ? interval.start : start) - start,
        end: (interval.end < end ? interval.end : end) - start,
      }));
      return shifted.length === 0 ? [] : [familyText(family, shifted)];
    })
    .join(" and ");
}

function familyText(family: 4 | 6, addresses: Intervals<bigint>): string {
  const text = ({ start, end }: Interval<bigint>) => canonicalCidr({ family, first: start, last: end - 1n });
  const plain = addresses.flatMap(blocks);
  const whole = smallestBlock(addresses);
  const holes = difference([whole], addresses).flatMap(blocks);
  if (plain.length <= holes.length + 1) return plain.map(text).join(" and ");
  return `${text(whole)} except ${holes.map(text).join(" and ")}`;
}

/** An interval cut into blocks that CIDR notation can write. */
function blocks({ start, end }: Interval<bigint>): Interval<bigint>[] {
  const result: Interval<bigint>[] = [];
  for (let at = start; at < end;) {
    let size = 1n;
    while (at % (size * 2n) === 0n && at + size * 2n <= end) size *= 2n;
    result.push({ start: at, end: at + size });
    at += size;
  }
  return result;
}

function smallestBlock(addresses: Intervals<bigint>): Interval<bigint> {
  const first = addresses[0]?.start ?? 0n;
  const end = addresses.at(-1)?.end ?? 1n;
  let size = 1n;
  while ((first / size) * size + size < end) size *= 2n;
  return { start: (first / size) * size, end: (first / size) * size + size };
}
