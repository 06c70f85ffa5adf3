import type { ToolName } from "../toolchain/tools";

/** This group only needs npm packages, Graphviz and Chromium. */
export const tools: readonly ToolName[] = [];
