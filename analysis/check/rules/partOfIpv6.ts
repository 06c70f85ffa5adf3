import { parseAddresses } from "../../model/addresses";
import { coversIntervals } from "../../model/intervals";
import { detectBlocks } from "../addressBlocks";
import type { FindingRule } from "../findingRule";

export const partOfIpv6 = {
  id: "part-of-ipv6",
  severity: "warning",
  message: "the exception excludes fewer addresses than it covers",
  remediation: "write fc00::/8 and fd00::/8 instead of fc00::/7",
  cniOverrides: {
    "kube-router": {
      message:
        "kube-router treats ::/0 as 2000::/3 and fd00::/8, and an exception wider than fd00::/8 excludes nothing from fd00::/8",
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
} as const satisfies FindingRule;

const uniqueLocal = parseAddresses("fd00::/8");
