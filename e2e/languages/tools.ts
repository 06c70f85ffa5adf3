import type { ToolName } from "../toolchain/tools";

export { setUp } from "./fixture";

/** More jobs than a small machine has cores, because the programs mostly wait for each other. */
export const jobs = 3;

/** The programs that this group runs. */
export const tools: readonly ToolName[] = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-language-yaml",
  "pulumi-language-python",
  "pulumi-language-go",
  "pulumi-language-java",
  "pulumi-resource-kubernetes",
  "sdk-gen",
  "kube-apiserver",
  "kube-controller-manager",
  "etcd",
];
