import type { ToolName } from "../toolchain/tools";

/** What this group runs: the command line alone. */
export const tools: readonly ToolName[] = [];
