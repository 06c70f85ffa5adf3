import { verifyIn } from "../../analysis/queries/verify";
import { type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import { verificationText } from "../output/verificationText";
import { jsonText } from "../output/escape";

export const verificationFormats = ["text", "json"] as const;

/** Proves that policies allow exactly the connections that the documented table and the values declare. */
export function verifyCommand(options: InputOptions & { output: (typeof verificationFormats)[number] }): CommandResult {
  const { context, notes } = readInput(options, true);
  const verification = verifyIn(context);
  const text = options.output === "json" ? jsonText(verification) : verificationText(verification);
  return {
    text: [text],
    notes: options.manifests === undefined ? [...notes, { code: "own-policies-verified" }] : notes,
    code: verification.verdict === "holds" ? 0 : 1,
  };
}
