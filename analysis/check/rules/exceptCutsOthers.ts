import type { IPBlock } from "../../../kubernetes/networkPolicy";
import { parseAddresses } from "../../model/addresses";
import { coversIntervals, intersectIntervals } from "../../model/intervals";
import { addressBlocks, detectBlocks, mayApplyTogether } from "../addressBlocks";
import type { CheckContext, CheckedRule } from "../context";
import type { RuleModule } from "../ruleModule";

export const exceptCutsOthers = {
  id: "except-cuts-others",
  severity: "warning",
  message: "the network plugin also excludes the addresses in this `except` list from other CIDR blocks",
  remediation: "use narrower blocks without `except`, or put the blocks into separate rules",
  cniOverrides: {
    "vpc-cni": {
      message:
        "the Amazon VPC CNI also excludes the addresses in this `except` list from all wider CIDR blocks and from rules for everyone, in all policies that select the pod",
      remediation: "use narrower blocks without `except`",
      source: "https://github.com/aws/aws-network-policy-agent/issues/326",
    },
    "kube-router": {
      message: "kube-router also excludes the addresses in this `except` list from wider CIDR blocks in the same rule",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
    },
  },
  check: (context) => detectBlocks(context, ({ block }, rule) => cutsOthers(block, rule, context)),
} as const satisfies RuleModule;

/**
 * Whether a wider block or a rule for everyone should allow addresses that the block's exceptions exclude. kube-router applies
 * exceptions to the same rule; other plugins apply exceptions to all policies that select the same pods.
 */
function cutsOthers(block: IPBlock, checked: CheckedRule, { cni, rules }: CheckContext): boolean {
  if (block.except === undefined) return false;
  const scope = cni === "kube-router" ? [checked] : rules.filter((rule) => mayApplyTogether(rule, checked));
  const others = scope.flatMap(addressBlocks).filter((other) => other.block !== block);
  return block.except.some((exception) => {
    const excluded = parseAddresses(exception);
    if (others.some((other) => other.block.cidr === exception)) return false;
    return (
      scope.some(({ peers }) => peers.length === 0) ||
      others.some(
        (other) =>
          coversIntervals(parseAddresses(other.block.cidr), excluded) &&
          intersectIntervals(excluded, other.addresses).length > 0,
      )
    );
  });
}
