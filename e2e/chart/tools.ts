import type { ToolName } from "../toolchain/tools";

/** What this group runs. */
export const tools: readonly ToolName[] = ["helm"];
