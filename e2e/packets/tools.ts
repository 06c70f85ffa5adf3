import type { ToolName } from "../toolchain/tools";

/** What this group runs. */
export const tools: readonly ToolName[] = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
  "kube-apiserver",
  "kube-controller-manager",
  "etcd",
  "kube-router",
];

/** It makes addresses and iptables rules, so it runs in a network of its own. */
export const needsPrivateNetwork = true;
