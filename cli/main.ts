#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { severities } from "../analysis/check/severity";
import { NamespaceError } from "../analysis/queries/resolveNamespace";
import { NoPoliciesDeclaredError } from "../analysis/queries/verify";
import { cniNames } from "../args/cni";
import { version } from "../package.json";
import { checkCommand, checkFormats } from "./commands/checkCommand";
import { diffCommand, differenceFormats } from "./commands/diffCommand";
import { explainCommand, explanationFormats } from "./commands/explainCommand";
import { graphCommand } from "./commands/graphCommand";
import { matrixCommand } from "./commands/matrixCommand";
import { manifestFormats, renderCommand } from "./commands/renderCommand";
import { verificationFormats, verifyCommand } from "./commands/verifyCommand";
import { InputError } from "./input/inputError";
import { UsageError } from "./input/usageError";
import type { CommandResult } from "./output/commandResult";
import { matrixFormats } from "./output/matrixFormats";
import { noteText } from "./output/noteText";
import { pictureFormats } from "./output/pictureFormats";

/** The exit code for wrong usage and invalid input. Exit code 1 means that a command found something. */
const usageErrorCode = 2;

const usageHint = "Run the command with --help for usage.";

const filesHint = "Pass values with -f (repeatable) and manifests with --manifests.";

const program = new Command("vald-netpol")
  .description(
    "Shows, checks and verifies the network policies of a Vald cluster. Needs neither access to a cluster nor Pulumi.",
  )
  .version(version)
  .exitOverride()
  .showHelpAfterError(usageHint);

const values = () =>
  new Option(
    "-f, --values <file>",
    "values file with the args of the Pulumi component (- for stdin); repeatable: later files win, maps are merged, lists are replaced",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "the policies that Vald documents");
const chartValues = () =>
  new Option(
    "--chart-values <file>",
    "values of Vald's Helm chart, or a ValdRelease (- for stdin); repeatable; the files of -f are merged over them",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "none");
const namespace = (fallback: string) =>
  new Option(
    "-n, --namespace <name>",
    `namespace in which Vald runs (default: the one in the values, or else ${fallback})`,
  );
const output = (formats: readonly [string, ...string[]]) =>
  new Option("-o, --output <format>", "output format").choices(formats).default(formats[0]);

program
  .command("render")
  .description("print the policies as manifests for `kubectl apply -f -`")
  .addOption(values())
  .addOption(chartValues())
  .addOption(namespace('"default"'))
  .addOption(output(manifestFormats))
  .addHelpText(
    "after",
    `
Exit code: 0 on success; 2 for wrong usage or invalid input, with the reasons on stderr and nothing on stdout.

Examples:
  vald-netpol render -f values.yaml -n vald | kubectl apply -f -
  vald-netpol render --chart-values vald.yaml -n vald | kubectl apply -f -`,
  )
  .action((options: Parameters<typeof renderCommand>[0]) => writeResult(renderCommand(options)));

/** A command with the options that all analysis commands share. */
function analysisCommand(name: string, description: string, formats: readonly [string, ...string[]]): Command {
  return program
    .command(name)
    .description(description)
    .addOption(values())
    .addOption(chartValues())
    .addOption(
      new Option(
        "--manifests <file>",
        "file with NetworkPolicy objects in YAML or JSON (- for stdin); Namespace and Pod objects in it are used too",
      ).argParser((file, earlier: string | undefined) => {
        if (earlier === undefined) return file;
        throw new InvalidArgumentError("Pass a single file. To combine several files, separate them with ---.");
      }),
    )
    .addOption(namespace(`the only one with policies of Vald, or else "default"`))
    .addOption(output(formats));
}

analysisCommand("check", "report rules that are valid but risky", checkFormats)
  .argument("[file]", "values or manifests (- for stdin); replaces -f or --manifests")
  .addOption(new Option("--cni <name>", "network plugin; enables plugin-specific findings").choices(cniNames))
  .addOption(
    new Option("--fail-on <severity>", "minimum severity that fails the command").choices(severities).default("error"),
  )
  .addHelpText(
    "after",
    `
Checks the values. With manifests, checks the manifests instead, and the values name the components.
To accept a finding, list it under \`ignore\` in the values:
  ignore:
    - { id: bare-pod-selector, path: "edges[0]", reason: the collector runs beside Vald }

Warnings about the chart's values go to stderr and do not count as findings.

Exit code: 0 if there are no findings of the --fail-on severity or worse; 1 if there are; 2 for wrong usage or invalid input.

Examples:
  vald-netpol check values.yaml --cni cilium
  vald-netpol check -f values.yaml --fail-on warning -o sarif > findings.sarif
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol check -f values.yaml --manifests -`,
  )
  .action((file: string | undefined, options: Parameters<typeof checkCommand>[1]) =>
    writeResult(checkCommand(file, options)),
  );

analysisCommand("matrix", "print who may talk to whom, in the layout of Vald's documentation", matrixFormats)
  .option("--pods", "print which pods in the manifests may talk to which instead, grouped into classes of pods")
  .addHelpText(
    "after",
    `
Shows the policies of the values, or those of the manifests. Rows and columns beyond the documented ones show what else is open.

Exit code: 0 on success; 2 for wrong usage or invalid input.

Examples:
  vald-netpol matrix -f values.yaml
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol matrix --pods --manifests - -o csv`,
  )
  .action((options: Parameters<typeof matrixCommand>[0]) => writeResult(matrixCommand(options)));

analysisCommand("graph", "draw who may talk to whom", pictureFormats)
  .option("--diff <files...>", "draw what a change opens and closes instead; takes two files, like the diff command")
  .addHelpText(
    "after",
    `
Orange marks what is open beyond what Vald needs, such as your edges and custom rules. With --diff, green marks what opens and
red marks what closes. Components with the same arrows share a box. An arrow at the frame stands for all components.

Exit code: 0 on success; 2 for wrong usage or invalid input.

Examples:
  vald-netpol graph -f values.yaml -o svg > vald.svg
  vald-netpol graph --diff old.yaml new.yaml
  kubectl get ns,netpol -A -o yaml | vald-netpol graph --manifests - -o dot | dot -Tpng > vald.png`,
  )
  .action(async (options: Parameters<typeof graphCommand>[0]) => writeResult(await graphCommand(options)));

analysisCommand("explain", "explain why a connection is allowed or denied", explanationFormats)
  .argument("<from>", "a component, namespace/key=value,..., namespace/pod, an address, or a CIDR block")
  .argument("<to>", "like <from>")
  .addOption(
    new Option("--port <port>", "port number, or the name of a port of <to> (default: any port)").argParser(
      portArgument,
    ),
  )
  .addOption(
    new Option("--protocol <protocol>", "protocol (default: TCP with --port, otherwise any)").choices([
      "TCP",
      "UDP",
      "SCTP",
    ]),
  )
  .addHelpText(
    "after",
    `
Without --port, a connection is allowed if at least one port is open; the output lists the open ports.

Exit code: 0 if the connection is allowed; 1 if it is denied, or unknown because facts are missing, which the output lists;
2 for wrong usage or invalid input.

Examples:
  vald-netpol explain lbGateway agent --port 8081
  vald-netpol explain shop/app=search lbGateway --port 8081 -f values.yaml -n vald
  vald-netpol explain agent 52.219.0.0/16 --port 443 -f values.yaml`,
  )
  .action((from: string, to: string, options: Parameters<typeof explainCommand>[2]) =>
    writeResult(explainCommand(from, to, options)),
  );

analysisCommand(
  "verify",
  "prove that the policies allow exactly what the documented table and the values declare",
  verificationFormats,
)
  .addHelpText(
    "after",
    `
The values declare what should be open, and the manifests show what is open. If the manifests contain Pod objects, verify also
reports pods without a policy and policies without a pod.

Exit code: 0 if the proof holds; 1 if it does not, with what is open but not declared, and what is declared but not open;
2 for wrong usage or invalid input.

Example:
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol verify -f values.yaml --manifests -`,
  )
  .action((options: Parameters<typeof verifyCommand>[0]) => writeResult(verifyCommand(options)));

program
  .command("diff")
  .description("report what a change opens and closes")
  .argument("[before]", "values or manifests (- for stdin)")
  .argument("[after]", "values or manifests (- for stdin)")
  .option("--preview <file>", "output of `pulumi preview --json --show-sames` (- for stdin); replaces the two files")
  .addOption(values())
  .addOption(chartValues())
  .addOption(namespace(`the only one with policies of Vald, or else "default"`))
  .addOption(output(differenceFormats))
  .addHelpText(
    "after",
    `
A file with values is merged over --chart-values. For manifests and previews, -f and --chart-values name the components. Without
these options, the values on the other side name them, or else the policies show which components there are.

Exit code: 0 if nothing opens or closes; 1 if something does; 2 for wrong usage or invalid input.

Examples:
  vald-netpol diff old.yaml new.yaml
  vald-netpol diff old.yaml new.yaml --chart-values vald.yaml
  kubectl get netpol -A -o yaml | vald-netpol diff - values.yaml
  vald-netpol diff old-manifests.yaml new-manifests.yaml -f values.yaml
  pulumi preview --json --show-sames | vald-netpol diff --preview - -o markdown`,
  )
  .action((before: string | undefined, after: string | undefined, options: Parameters<typeof diffCommand>[2]) =>
    writeResult(diffCommand(before, after, options)),
  );

// A program such as `head` may close the pipe early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

program.parseAsync().catch((error: unknown) => {
  if (error instanceof InputError || error instanceof NamespaceError || error instanceof NoPoliciesDeclaredError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = usageErrorCode;
  } else if (error instanceof UsageError) {
    process.stderr.write(`error: ${error.message}\n${usageHint}\n`);
    process.exitCode = usageErrorCode;
  } else if (error instanceof CommanderError) {
    if (error.code === "commander.excessArguments") process.stderr.write(`${filesHint}\n`);
    process.exitCode = error.exitCode === 0 ? 0 : usageErrorCode;
  } else {
    throw error;
  }
});

function writeResult({ text, notes, code }: CommandResult): void {
  for (const note of notes) process.stderr.write(`${noteText(note)}\n`);
  for (const chunk of text) process.stdout.write(chunk);
  process.exitCode = code;
}

function portArgument(text: string): number | string {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65535) return number;
  if (/^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("Expected a port number from 1 to 65535 or a port name.");
}
