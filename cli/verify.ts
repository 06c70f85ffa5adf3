import { verify as verificationOf } from "../analysis/verify";
import { type InputOptions, readInput } from "./readInput";
import type { Result } from "./result";
import { verificationText } from "./verificationText";

export const verificationForms = ["text", "json"] as const;

/** Whether exactly what the documented table and the values declare is open. */
export function verify(options: InputOptions & { output: (typeof verificationForms)[number] }): Result {
  const { given, notes } = readInput(options, true);
  const verification = verificationOf(given);
  const text =
    options.output === "json" ? `${JSON.stringify(verification, undefined, 2)}\n` : verificationText(verification);
  const ofValues =
    options.manifests === undefined ? ["No manifests (--manifests): proven are the values' own policies."] : [];
  return { text: [text], notes: [...notes, ...ofValues], code: verification.holds ? 0 : 1 };
}
