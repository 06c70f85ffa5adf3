import type { AnalysisContext } from "../../analysis/queries/analysisContext";
import { idlePolicies } from "../../analysis/queries/idlePolicies";
import type { Note } from "../note";

/** A note about CronJobs that are between two runs and whose pods were not checked for this reason. */
export function cronJobNotes(context: AnalysisContext): Note[] {
  if (context.policies === undefined) return [];
  const components = [...new Set(idlePolicies(context).flatMap(({ mayRun }) => mayRun))];
  return components.length === 0 ? [] : [{ code: "cron-jobs-not-given", components }];
}
