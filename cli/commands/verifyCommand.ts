import { verifyIn } from "../../analysis/queries/verify";
import { UsageError } from "../input/usageError";
import { type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import { verificationText } from "../output/verificationText";
import { jsonText } from "../output/escape";

export const verificationFormats = ["text", "json"] as const;

/** Proves that policies allow exactly the connections that the documented table and the values declare. */
export function verifyCommand(options: InputOptions & { output: (typeof verificationFormats)[number] }): CommandResult {
  if (options.manifests === undefined)
    throw new UsageError(
      "verify requires --manifests: pass the policies to compare with the values, such as the output of `kubectl get ns,pods,netpol -A -o yaml`",
    );
  const { context, notes } = readInput(options, { areValuesBaseline: true });
  const verification = verifyIn(context);
  const text = options.output === "json" ? jsonText(verification) : verificationText(verification);
  return {
    text: [text],
    notes,
    code: verification.verdict === "holds" ? 0 : 1,
  };
}
