import type { FindingId } from "../../args/findingIds";
import type { FindingRule } from "./findingRule";
import { ruleModules } from "./rules";

/** What each finding says, for every id. */
export const findingRules: readonly FindingRule<FindingId>[] = ruleModules;
