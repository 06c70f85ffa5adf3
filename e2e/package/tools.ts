import type { ToolName } from "../toolchain/tools";

export { setUp } from "./fixture";

/** The programs that this group runs. */
export const tools: readonly ToolName[] = ["actionlint"];

/** More jobs than a small machine has cores, because the programs mostly wait for each other. */
export const jobs = 3;
