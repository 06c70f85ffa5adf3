import type { Command } from "commander";
import { verificationFormats, verifyCommand } from "../commands/verifyCommand";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `verify`. */
export function defineVerify(program: Command): void {
  analysisCommand(
    program,
    "verify",
    "prove that the policies allow exactly the connections that the documented table and the values declare",
    verificationFormats,
  )
    .addHelpText(
      "after",
      `
The values declare the connections that should be allowed, and the manifests contain the actual policies. If the manifests contain
Pod objects, the command also reports pods without a policy and policies that select no pods.

Exit codes: 0 if the proof succeeds, 1 if it fails or is not complete, 2 for incorrect usage or invalid input. If the proof fails,
the output lists the connections that are open but not declared, and the connections that are declared but not open. If it is not
complete, the output says what is missing, such as policies of a kind that is not evaluated.

Example:
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol verify -f values.yaml --manifests -`,
    )
    .action((options: Parameters<typeof verifyCommand>[0]) => writeResult(verifyCommand(options)));
}
