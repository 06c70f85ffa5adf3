import type { ToolName } from "../toolchain/tools";

/** Only the built command line. */
export const tools: readonly ToolName[] = [];
