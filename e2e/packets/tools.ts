import type { ToolName } from "../toolchain/tools";
import { valdCharts } from "../valdCharts";

/** What this group runs. */
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

/** It makes addresses and iptables rules, so it runs in a network of its own. */
export const needsPrivateNetwork = true;

/** In there nothing can be downloaded. */
export const prepare: () => Promise<unknown> = valdCharts;
