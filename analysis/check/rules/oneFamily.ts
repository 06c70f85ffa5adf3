import { subtractPorts } from "../../model/portSet";
import { addressBlocks, detectBlocks, mayApplyTogether } from "../addressBlocks";
import { type FindingRule, hasUnresolved } from "../findingRule";

export const oneFamily = {
  id: "one-family",
  severity: "info",
  message: "all addresses of one family are open and none of the other",
  remediation: "give both 0.0.0.0/0 and ::/0, unless the cluster has only one family",
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
