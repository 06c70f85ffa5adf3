import { subtractPorts } from "../../model/portSet";
import { addressBlocks, detectBlocks, mayApplyTogether } from "../addressBlocks";
import { type FindingRule, hasUnresolved } from "../findingRule";

export const oneFamily = {
  id: "one-family",
  severity: "info",
  message:
    "this block covers all addresses of one IP family (IPv4 or IPv6), but the corresponding block of the other family is not allowed",
  remediation: "allow both 0.0.0.0/0 and ::/0, unless the cluster uses only one family",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) =>
    detectBlocks(context, ({ block }, checked) => {
      const other = otherFamily[block.cidr];
      if (other === undefined) return false;
      const open = context.rules
        .filter((rule) => mayApplyTogether(rule, checked))
        .filter((rule) => addressBlocks(rule).some((one) => one.block.cidr === other))
        .flatMap(({ rule }) => rule.ports);
      return checked.rule.ports.some((ports) => subtractPorts(ports, open) !== undefined);
    }),
} as const satisfies FindingRule;

const otherFamily: Readonly<Record<string, string>> = { "0.0.0.0/0": "::/0", "::/0": "0.0.0.0/0" };
