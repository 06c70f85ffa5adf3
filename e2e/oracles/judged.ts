import { isDeepStrictEqual } from "node:util";
import { type Connection, evaluate } from "../../analysis/evaluate";
import type { NetworkPolicyManifest } from "../../policy/notation";
import { type Answer, answerOf } from "./answer";
import { askCyclonus, type OracleAnswer } from "./cyclonus";
import type { Case } from "./generator";
import { type Known, known } from "./known";

/** A connection with what everyone says of it. */
export interface Judged {
  policies: readonly NetworkPolicyManifest[];
  connection: Connection;
  ours: Answer;
  oracle: OracleAnswer;
  /** Cyclonus' answer, but where an entry of the list settles it. */
  right: Answer;
  /** The entries that made a difference. */
  entries: Known[];
}

/** All connections of the cases whose policies the API server takes. */
export function judged(cases: readonly Case[]): Judged[] {
  const answers = askCyclonus(cases);
  return cases.flatMap(({ policies, connections }, i) =>
    (answers[i]?.connections ?? []).map((oracle, j) => {
      // Cast: there is one answer for each connection.
      const connection = connections[j] as Connection;
      const ours = answerOf(evaluate(policies, connection), connection);
      return { policies, connection, ours, oracle, ...settled(policies, connection, oracle) };
    }),
  );
}

export function isWrong({ ours, right }: Judged): boolean {
  return !isDeepStrictEqual(ours, right);
}

function settled(
  policies: readonly NetworkPolicyManifest[],
  connection: Connection,
  oracle: OracleAnswer,
): { right: Answer; entries: Known[] } {
  let right = oracle.cyclonus;
  const entries = known.filter((entry) => {
    if (!entry.when(connection, policies)) return false;
    const before = right;
    right = entry.settled(oracle, connection);
    return !isDeepStrictEqual(right, before);
  });
  return { right, entries };
}
