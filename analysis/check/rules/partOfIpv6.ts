import { parseAddresses } from "../../model/addresses";
import { coversIntervals } from "../../model/intervals";
import { detectBlocks } from "../addressBlocks";
import type { RuleModule } from "../ruleModule";

export const partOfIpv6 = {
  id: "part-of-ipv6",
  severity: "warning",
  message: "the exception excludes fewer addresses than it contains",
  remediation: "in `except`, replace fc00::/7 with fc00::/8 and fd00::/8",
  cniOverrides: {
    "kube-router": {
      message:
        "kube-router replaces ::/0 with 2000::/3 and fd00::/8, and an exception that is wider than fd00::/8 then excludes nothing from fd00::/8",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
    },
  },
  check: (context) =>
    detectBlocks(context, ({ block: { cidr, except = [] } }) => {
      if (cidr !== "::/0") return false;
      return except
        .map(parseAddresses)
        .some((exception) => coversIntervals(exception, uniqueLocal) && !coversIntervals(uniqueLocal, exception));
    }),
} as const satisfies RuleModule;

const uniqueLocal = parseAddresses("fd00::/8");
