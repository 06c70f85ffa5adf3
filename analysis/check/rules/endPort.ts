import type { RuleModule } from "../ruleModule";
import { detectPorts } from "../portEntries";

export const endPort = {
  id: "end-port",
  severity: "info",
  message: "older versions of the network plugin do not support port ranges",
  remediation: "use Cilium 1.16 or later",
  cniOverrides: {
    cilium: {
      message:
        "Cilium versions before 1.16 do not support `endPort`, and either allow only the first port or reject the policy",
      source: "https://github.com/cilium/cilium/pull/33463",
    },
  },
  check: (context) => detectPorts(context, ({ port, endPort: last }) => last !== undefined && last !== port),
} as const satisfies RuleModule;
