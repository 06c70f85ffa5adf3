import type { ToolName } from "../toolchain/tools";

/** What this group runs: the command line alone, and what reads the forms that it prints. */
export const tools: readonly ToolName[] = [];
