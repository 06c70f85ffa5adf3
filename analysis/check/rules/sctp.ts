import type { RuleModule } from "../ruleModule";
import { detectPorts } from "../portEntries";

export const sctp = {
  id: "sctp",
  severity: "info",
  message: "not every network plugin supports SCTP",
  remediation: "test SCTP in your cluster, or avoid SCTP",
  cniOverrides: {
    cilium: {
      message: "Cilium supports SCTP only if its Helm value `sctp.enabled` is true",
      source: "https://docs.cilium.io/en/stable/configuration/sctp/",
    },
    calico: {
      message: "Calico's eBPF data plane does not support SCTP",
      source: "https://docs.tigera.io/calico/latest/operations/ebpf/install",
    },
    "kube-router": {
      message: "kube-router does not guarantee SCTP support",
      source: "https://github.com/cloudnativelabs/kube-router/issues/1019",
    },
  },
  check: (context) => detectPorts(context, ({ protocol }) => protocol === "SCTP"),
} as const satisfies RuleModule;
