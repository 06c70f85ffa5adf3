import type { FindingId } from "../../args/findingIds";
import type { FindingRule } from "./findingRule";
import { ruleModules } from "./rules";

/** The rules of `check`, one for each id in `findingIds`. */
export const findingRules: readonly FindingRule<FindingId>[] = ruleModules;
