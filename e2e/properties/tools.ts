import type { ToolName } from "../toolchain/tools";

/** This group needs no other programs. */
export const tools: readonly ToolName[] = [];
