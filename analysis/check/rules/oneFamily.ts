import { parseAddresses, startOfIPv6 } from "../../model/addresses";
import { intersectIntervals, unionIntervals } from "../../model/intervals";
import { subtractPorts } from "../../model/portSet";
import { peersText } from "../../text/peersText";
import { type AddressBlock, addressBlocks, type Addresses, countAddresses, mayApplyTogether } from "../addressBlocks";
import type { CheckContext, CheckedRule } from "../context";
import type { Detection } from "../detection";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const oneFamily = {
  id: "one-family",
  severity: "info",
  message:
    "the rule's CIDR blocks cover all or nearly all addresses of one IP family (IPv4 or IPv6), but those of the other family are not allowed",
  remediation: "allow both 0.0.0.0/0 and ::/0, unless the cluster uses only one family",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) =>
    context.rules
      .filter(({ isUserRule }) => isUserRule)
      .flatMap((checked) => [
        ...detectFamily(checked, IPv4, IPv6, context),
        ...detectFamily(checked, IPv6, IPv4, context),
      ]),
} as const satisfies RuleModule;

/** The addresses of each family that are used on the Internet: all IPv4 addresses, and the IPv6 addresses in 2000::/3. */
const IPv4: Addresses = [{ start: 0n, end: startOfIPv6 }];
const IPv6 = parseAddresses("2000::/3");

function detectFamily(checked: CheckedRule, family: Addresses, other: Addresses, { rules }: CheckContext): Detection[] {
  const blocks = addressBlocks(checked).filter((block) => intersectIntervals(withoutExcept(block), family).length > 0);
  const [first] = blocks;
  if (first === undefined || !coverFamily(blocks, family)) return [];
  const open = rules
    .filter((rule) => mayApplyTogether(rule, checked) && coverFamily(addressBlocks(rule), other))
    .flatMap(({ rule }) => rule.ports);
  if (checked.rule.ports.every((ports) => subtractPorts(ports, open) === undefined)) return [];
  const whole = blocks.filter((block) => coverFamily([block], family));
  const shown = whole.length > 0 ? whole.map((block) => [block]) : [blocks];
  return shown.map((some) => ({
    ...(some[0] ?? first).location,
    detail: peersText({ ipBlocks: some.map(({ block }) => block) }),
  }));
}

/**
 * Whether blocks cover nearly all addresses of a family: at least three quarters. For example, 0.0.0.0/1 and 128.0.0.0/1 cover all
 * IPv4 addresses, and a list of all public IPv4 addresses covers 86 %. Exceptions are ignored.
 */
function coverFamily(blocks: readonly AddressBlock[], family: Addresses): boolean {
  const covered = intersectIntervals(unionIntervals(blocks.flatMap(withoutExcept), []), family);
  return 4n * countAddresses(covered) >= 3n * countAddresses(family);
}

function withoutExcept({ block: { cidr } }: AddressBlock): Addresses {
  return parseAddresses(cidr);
}
