import { seconds } from "../seconds";
import { type Case, cases } from "./generator";
import { type Judged, judged } from "./judged";

let once: { cases: Case[]; judged: Judged[] } | undefined;

/** The random cases of this run and what everyone says of them; the files of this group share them. */
export function sampled(): { cases: Case[]; judged: Judged[] } {
  if (once !== undefined) return once;
  const seed = Number(process.env["ORACLES_SEED"] ?? Date.now() % 2 ** 31);
  const count = Number(process.env["ORACLES_CONNECTIONS"] ?? 40_000);
  console.log(`    seed: ORACLES_SEED=${seed}, connections: ORACLES_CONNECTIONS=${count}`);
  const start = Date.now();
  const all = cases(seed, count);
  once = { cases: all, judged: judged(all) };
  console.log(`    ${once.judged.length} connections judged in ${seconds(start)}`);
  return once;
}
