import type { ToolName } from "../toolchain/tools";

/** This group runs only the command line. */
export const tools: readonly ToolName[] = [];
