import type { ToolName } from "../toolchain/tools";

export { setUp } from "./fixture";

/** More jobs than a small machine has cores, because the programs mostly wait for each other. */
export const jobs = 4;

/** The programs that this group runs. */
export const tools: readonly ToolName[] = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
  "kube-apiserver",
  "kube-controller-manager",
  "etcd",
  "kind-config",
  "helm",
];
