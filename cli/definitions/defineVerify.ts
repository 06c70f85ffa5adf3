import type { Command } from "commander";
import { verificationFormats, verifyCommand } from "../commands/verifyCommand";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `verify`. */
export function defineVerify(program: Command): void {
  analysisCommand(
    program,
    "verify",
    "prove that policies allow exactly the connections that the documented table and the values declare",
    verificationFormats,
  )
    .argument("[files...]", "manifests with the policies to verify; - is stdin")
    .addHelpText(
      "after",
      `
With Pod objects or workloads, the command also reports pods without a policy and policies that
select no pods.

Exit codes: 0 if the proof succeeds; 1 if it fails or is not complete; 2 for incorrect usage or
invalid input. If the proof fails, the output lists the connections that are open but not declared,
and those that are declared but not open. If it is not complete, the output says what is missing.

Example:
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol verify -f values.yaml -`,
    )
    .action((files: string[], options: Parameters<typeof verifyCommand>[0]) =>
      writeResult(verifyCommand({ ...options, files })),
    );
}
