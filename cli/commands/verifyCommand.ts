import { NoPoliciesDeclaredError, verifyIn } from "../../analysis/queries/verify";
import { displayName, formatPosition } from "../filePosition";
import { cronJobNotes } from "../input/cronJobNotes";
import { fileKind } from "../input/fileKind";
import { argumentKind } from "../input/inputFiles";
import { InputError } from "../input/inputError";
import { UsageError } from "../input/usageError";
import { type FileInput, type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import { verificationText } from "../output/verificationText";
import { jsonText } from "../output/escape";
import type { VerifyOutput } from "../output/jsonOutputs";

export const verificationFormats = ["text", "json"] as const;

const howToList = "the output of `kubectl get ns,pods,netpol -A -o yaml`";

/** Proves that policies allow exactly the connections that the documented table and the values declare. */
export function verifyCommand({
  files = [],
  manifests = [],
  output,
  ...options
}: InputOptions & { output: (typeof verificationFormats)[number] }): CommandResult {
  if (manifests.length + files.length === 0 && options.preview === undefined) {
    const manifestsFile = options.values?.find((file) => fileKind(file) === "manifests");
    throw new UsageError(
      manifestsFile === undefined
        ? `pass the policies to verify, such as a file with ${howToList}`
        : `${displayName(manifestsFile)} contains manifests; pass it without -f`,
    );
  }
  const otherFile = files.find((file) => argumentKind(file) === "values");
  if (otherFile !== undefined)
    throw new UsageError(
      `${displayName(otherFile)} contains no Kubernetes objects; expected manifests, such as ${howToList} (pass values with -f)`,
    );
  const input = { ...options, manifests: [...manifests, ...files] };
  const { context, notes, values } = readInput(input, { areValuesBaseline: true });
  const verification = withFileNames(values, () => verifyIn(context));
  const text = output === "json" ? jsonText(verification satisfies VerifyOutput) : verificationText(verification);
  // The verification contains these policies.
  const others = notes.filter(({ code }) => code !== "undeclared-directions");
  return { text: [text], notes: [...others, ...cronJobNotes(context)], code: verification.verdict === "holds" ? 0 : 1 };
}

/** Calls `verify`. If the values declare no policies, throws an error that names the values files. */
function withFileNames<T>({ files, locate }: FileInput["values"], verify: () => T): T {
  try {
    return verify();
  } catch (error) {
    if (!(error instanceof NoPoliciesDeclaredError)) throw error;
    const position = locate(["defaults", "networkPolicy", "enabled"]);
    const where = position === undefined ? files.map(displayName).join(", ") : formatPosition(position);
    throw new InputError(`${where}: ${error.message}`);
  }
}
