import type { ToolName } from "../toolchain/tools";

/** This group only needs the built command line. */
export const tools: readonly ToolName[] = [];
