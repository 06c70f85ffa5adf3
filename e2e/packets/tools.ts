import type { ToolName } from "../toolchain/tools";
import { valdCharts } from "../valdCharts";

/** The programs that this group runs. */
export const tools: readonly ToolName[] = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
  "kube-apiserver",
  "kube-controller-manager",
  "etcd",
  "helm",
  "kube-router",
];

/** The group creates addresses and iptables rules. */
export const needsPrivateNetwork = true;

/** The private network has no internet access, so the charts are downloaded before it is created. */
export const prepare: () => Promise<unknown> = valdCharts;
