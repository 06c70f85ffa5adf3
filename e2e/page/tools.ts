import type { ToolName } from "../toolchain/tools";

/** This group only needs Chromium. */
export const tools: readonly ToolName[] = [];
