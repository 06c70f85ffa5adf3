#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { NamespaceError } from "../analysis/queries/resolveNamespace";
import { NoPoliciesDeclaredError } from "../analysis/queries/verify";
import { TooManyStepsError } from "../analysis/sets/diagrams";
import { version } from "../package.json";
import { defineCheck } from "./definitions/defineCheck";
import { defineDiff } from "./definitions/defineDiff";
import { defineExplain } from "./definitions/defineExplain";
import { defineGraph } from "./definitions/defineGraph";
import { defineMatrix } from "./definitions/defineMatrix";
import { definePlayground } from "./definitions/definePlayground";
import { defineRender } from "./definitions/defineRender";
import { defineReport } from "./definitions/defineReport";
import { defineVerify } from "./definitions/defineVerify";
import { InputError } from "./input/inputError";
import { UsageError } from "./input/usageError";
import { escapeLines } from "./output/escape";
import { writeError } from "./writeResult";

/** The exit code for all errors, such as invalid input. Exit code 1 is for results, such as findings. */
const usageErrorCode = 2;

const usageHint = "For usage, run the command with --help.";

/** For `explain`, the only command whose arguments are not files. */
const filesHint =
  'Pass values with -f, manifests with --manifests, and the port with --port. Quote names with spaces, such as "lb gateway".';

const maxHelpWidth = 100;

const program = new Command("vald-netpol")
  .description(
    "Shows, checks, and verifies a Vald cluster's network policies. Needs neither cluster access nor Pulumi.",
  )
  .version(version)
  .configureHelp({ helpWidth: Math.min(process.stdout.columns ?? maxHelpWidth, maxHelpWidth) })
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(escapeLines(text)) })
  .showHelpAfterError(usageHint);

for (const define of [
  defineRender,
  defineCheck,
  defineMatrix,
  defineGraph,
  defineExplain,
  defineVerify,
  defineDiff,
  defineReport,
  definePlayground,
])
  define(program);

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A program such as `head` may close the pipe early.
  if (error.code === "EPIPE") process.exit();
  writeError(`cannot write the output: ${error.message}`);
  process.exit(usageErrorCode);
});

program.parseAsync().catch((error: unknown) => {
  if (error instanceof TooManyStepsError) {
    writeError(`not decided: ${error.message}`);
    process.exitCode = 1;
  } else if (
    error instanceof InputError ||
    error instanceof NamespaceError ||
    error instanceof NoPoliciesDeclaredError
  ) {
    writeError(error.message);
    process.exitCode = usageErrorCode;
  } else if (error instanceof UsageError) {
    writeError(`error: ${error.message}\n${usageHint}`);
    process.exitCode = usageErrorCode;
  } else if (error instanceof CommanderError) {
    if (error.code === "commander.excessArguments") writeError(filesHint);
    process.exitCode = error.exitCode === 0 ? 0 : usageErrorCode;
  } else {
    // Exit code 1 would be a result.
    writeError(`unexpected error: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = usageErrorCode;
  }
});
