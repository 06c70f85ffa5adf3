import { isDeepStrictEqual } from "node:util";
import { type Connection, evaluate } from "../../analysis/evaluate/evaluate";
import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { askCyclonus, type CyclonusVerdicts } from "./cyclonus";
import { missingFacts } from "./hideFacts";
import { type KnownDifference, knownDifferences } from "./knownDifferences";
import type { Case, Query } from "./randomCases";
import { type Verdicts, verdictsOf } from "./verdicts";

/** A connection with cyclonus' verdicts. */
export interface Comparison extends Query {
  policies: NetworkPolicyManifest[];
  cyclonus: CyclonusVerdicts;
  /** Cyclonus' verdicts, except verdicts that a known difference replaces. */
  expected: Verdicts;
  /** The known differences that replace a verdict. */
  applied: KnownDifference[];
}

/** All connections in the cases. Omits cases with policies that the API server would reject. */
export function compare(cases: readonly Case[]): Comparison[] {
  const answers = askCyclonus(cases);
  return cases.flatMap(({ policies, queries }, i) =>
    (answers[i] ?? []).map((cyclonus, j) => {
      // Cast: there is one answer for each query.
      const query = queries[j] as Query;
      return { policies, ...query, cyclonus, ...applyKnownDifferences(policies, query.connection, cyclonus) };
    }),
  );
}

/** Whether an engine contradicts the expected verdicts for the complete connection or for the partial connection. */
export function isMismatch(comparison: Comparison, engine: typeof evaluate = evaluate): boolean {
  return isCompleteMismatch(comparison, engine) || isPartialMismatch(comparison, engine);
}

/** Whether an engine contradicts the expected verdicts if it knows all facts. */
export function isCompleteMismatch(
  { policies, connection, expected }: Comparison,
  engine: typeof evaluate = evaluate,
): boolean {
  const evaluation = engine(policies, connection);
  return evaluation.unknownFacts.length > 0 || !isDeepStrictEqual(verdictsOf(evaluation, connection), expected);
}

/**
 * Whether an engine that lacks some facts contradicts the expected verdicts. It may return `unknown` instead, but then it must
 * name missing facts.
 */
function isPartialMismatch({ policies, connection, partial, expected }: Comparison, engine: typeof evaluate): boolean {
  if (partial === undefined) return false;
  const evaluation = engine(policies, partial);
  const { open, ...verdicts } = verdictsOf(evaluation, connection);
  const missing = missingFacts(partial);
  return (
    (["egress", "ingress", "both"] as const).some(
      (end) => verdicts[end] !== "unknown" && verdicts[end] !== expected[end],
    ) ||
    open.some((port) => !expected.open.includes(port)) ||
    evaluation.unknownFacts.length > 0 !== (evaluation.verdict === "unknown") ||
    evaluation.unknownFacts.some(({ code }) => !missing.includes(code))
  );
}

function applyKnownDifferences(
  policies: readonly NetworkPolicyManifest[],
  connection: Connection,
  cyclonus: CyclonusVerdicts,
): Pick<Comparison, "expected" | "applied"> {
  let expected = cyclonus.unchanged;
  const applied = knownDifferences.filter((difference) => {
    if (!difference.appliesTo(connection, policies)) return false;
    const before = expected;
    expected = difference.verdicts(cyclonus, connection);
    return !isDeepStrictEqual(expected, before);
  });
  return { expected, applied };
}
