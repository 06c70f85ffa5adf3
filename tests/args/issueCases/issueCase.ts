import type { IssueCode } from "../../../core";

/** Args with one mistake, and the issue that `validate` finds. The mistake completes a sentence: `rejects ${mistake}`. */
export type IssueCase = readonly [mistake: string, args: unknown, code: IssueCode, message: string];
