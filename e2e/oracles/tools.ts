import type { ToolName } from "../toolchain/tools";

/** The programs that this group runs. */
export const tools: readonly ToolName[] = ["cyclonus-oracle"];
