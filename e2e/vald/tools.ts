import { type ToolName, valdPrograms } from "../toolchain/tools";
import { valdCharts } from "../valdCharts";

/** All of them together take about a quarter of an hour to build on two cores. */
export const slowTools: readonly ToolName[] = ["coredns", ...valdPrograms, "vald-client"];

/** The programs that this group runs. */
export const tools: readonly ToolName[] = [
  ...slowTools,
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-proxy",
  "etcd",
  "helm",
  "kube-router",
];

/** The group creates addresses and iptables rules. */
export const needsPrivateNetwork = true;

/** The private network has no internet access, so the chart is downloaded before it is created. */
export const prepare: () => Promise<unknown> = valdCharts;
