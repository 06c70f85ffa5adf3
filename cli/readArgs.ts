import type { NetworkPoliciesArgs } from "../policy/args";
import { type Path, type Problem, problemLines, problemText } from "../policy/problem";
import { validate } from "../policy/validate";
import { InputError } from "./inputError";
import { readValues } from "./readValues";

/** Args as the user gave them in values files, checked, and where in the files a part of them stands. */
export interface ReadArgs {
  args: NetworkPoliciesArgs;
  /** `file:line:column` of what stands at a path, or of the nearest thing around it. */
  locate(path: Path): string | undefined;
}

/** The args of the values files; `namespace` takes precedence. Throws `InputError` with every problem when they are wrong. */
export function readArgs(files: readonly string[], namespace: string | undefined): ReadArgs {
  const { values, locate } = readValues(files);
  const args = { ...(values as NetworkPoliciesArgs), ...(namespace !== undefined && { namespace }) };
  const problems = validate(args);
  if (problems.length === 0) return { args, locate };
  const line = (problem: Problem) => {
    const isFromFlag = namespace !== undefined && problem.path[0] === "namespace";
    const where = isFromFlag ? "--namespace" : locate(problem.path);
    return where === undefined ? problemText(problem) : `${where}: ${problemText(problem)}`;
  };
  throw new InputError(problemLines(problems, line).join("\n"));
}
