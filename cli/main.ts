#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { severities } from "../analysis/check/severity";
import { NamespaceError } from "../analysis/queries/resolveNamespace";
import { NoPoliciesDeclaredError } from "../analysis/queries/verify";
import { TooManyStepsError } from "../analysis/sets/diagrams";
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
import { escapeLines } from "./output/escape";
import { matrixFormats } from "./output/matrixFormats";
import { noteText } from "./output/noteText";
import { pictureFormats } from "./output/pictureFormats";

/** The exit code for all errors, such as invalid input. Exit code 1 is for results, such as findings. */
const usageErrorCode = 2;

const usageHint = "For usage, run the command with --help.";

const filesHint = "Pass each values file with -f, and a manifests file with --manifests.";

const program = new Command("vald-netpol")
  .description(
    "Shows, checks, and verifies a Vald cluster's network policies. Needs neither cluster access nor Pulumi.",
  )
  .version(version)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(escapeLines(text)) })
  .showHelpAfterError(usageHint);

const values = () =>
  new Option(
    "-f, --values <file>",
    "values file, with the same fields as the Pulumi component's args (- for stdin); repeatable: later files take precedence, maps are merged, and lists are replaced",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "none, which means Vald's documented defaults");
const chartValues = () =>
  new Option(
    "--chart-values <file>",
    "values file for Vald's Helm chart, or a ValdRelease (- for stdin); repeatable; the files passed with -f are merged over these values",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "none");
const namespace = (fallback: string) =>
  new Option(
    "-n, --namespace <name>",
    `namespace in which Vald runs (default: the namespace in the values; if the values specify none, ${fallback})`,
  );
const ignoreKind = () =>
  new Option(
    "--ignore-kind <kind>",
    "kind of policy that is not evaluated and whose effect you accept, such as CiliumNetworkPolicy or NetworkPolicy.crd.projectcalico.org; repeatable",
  )
    .argParser((kind, kinds: string[]) => [...kinds, kind])
    .default([], "none");
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
Exit codes: 0 for success, 2 for incorrect usage or invalid input. If the exit code is 2, the command prints the reasons to stderr
and nothing to stdout.

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
        "YAML or JSON file with NetworkPolicy objects and, optionally, Namespace and Pod objects (- for stdin)",
      ).argParser((file, earlier: string | undefined) => {
        if (earlier === undefined) return file;
        throw new InvalidArgumentError(
          "Pass only one file. To combine several files, concatenate them, with a line --- between files.",
        );
      }),
    )
    .addOption(namespace(`the only namespace with Vald's policies; if there is none, "default"`))
    .addOption(ignoreKind())
    .addOption(output(formats));
}

analysisCommand("check", "report rules that are valid but risky", checkFormats)
  .argument("[file]", "values file or manifests file (- for stdin); use it instead of -f or --manifests")
  .addOption(
    new Option("--cni <name>", "the cluster's network plugin; enables plugin-specific findings").choices(cniNames),
  )
  .addOption(
    new Option("--fail-on <severity>", "minimum severity of a finding that causes exit code 1")
      .choices(severities)
      .default("error"),
  )
  .addHelpText(
    "after",
    `
If you pass manifests, the command checks the manifests, and uses the values only to identify the components. Otherwise, it checks
the values. To accept a finding, list it under \`ignore\` in the values:
  ignore:
    - { id: bare-pod-selector, path: "edges[0]", reason: the collector runs in Vald's namespace }

Warnings about the chart's values go to stderr and do not count as findings.

Exit codes: 0 if no finding reaches the --fail-on severity, 1 if a finding reaches it, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol check values.yaml --cni cilium
  vald-netpol check -f values.yaml --fail-on warning -o sarif > findings.sarif
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol check -f values.yaml --manifests -`,
  )
  .action((file: string | undefined, options: Parameters<typeof checkCommand>[1]) =>
    writeResult(checkCommand(file, options)),
  );

analysisCommand("matrix", "print a table of who may talk to whom, in the format of Vald's documentation", matrixFormats)
  .option(
    "--pods",
    "instead of the table, print the allowed connections between the pods in the manifests, grouped by pod class",
  )
  .addHelpText(
    "after",
    `
The table shows the connections that the policies allow. The policies come from the manifests if you pass any, and otherwise from
the values. Additional rows and columns show connections beyond the documented table.

Exit codes: 0 for success, 1 if the policies are too complex, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol matrix -f values.yaml
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol matrix --pods --manifests - -o csv`,
  )
  .action((options: Parameters<typeof matrixCommand>[0]) => writeResult(matrixCommand(options)));

analysisCommand("graph", "draw who may talk to whom", pictureFormats)
  .option(
    "--diff <files...>",
    "draw a change: the connections that open, close, or stay open; takes two files, like the diff command",
  )
  .addHelpText(
    "after",
    `
Orange arrows show connections beyond the documented table, such as connections that your edges and custom rules allow. With --diff,
green arrows show connections that open, red arrows show connections that close, and gray arrows show connections that stay open.
Components with the same arrows share a box. An arrow to or from the frame around the components applies to all components.

Exit codes: 0 for success, 1 if the policies are too complex, 2 for incorrect usage or invalid input.

Examples:
  vald-netpol graph -f values.yaml -o svg > vald.svg
  vald-netpol graph --diff old.yaml new.yaml
  kubectl get ns,netpol -A -o yaml | vald-netpol graph --manifests - -o dot | dot -Tpng > vald.png`,
  )
  .action(async (options: Parameters<typeof graphCommand>[0]) => writeResult(await graphCommand(options)));

analysisCommand("explain", "explain why a connection is allowed or denied", explanationFormats)
  .argument(
    "<from>",
    "source: a component, a pod's labels (namespace/key=value,...), a Pod object (namespace/pod), an IP address, or a CIDR block",
  )
  .argument("<to>", "target, in one of the same formats")
  .addOption(
    new Option("--port <port>", "port number, or the name of a port on the target (default: any port)").argParser(
      portArgument,
    ),
  )
  .addOption(
    new Option("--protocol <protocol>", "protocol (default: TCP if you pass --port, otherwise any protocol)").choices([
      "TCP",
      "UDP",
      "SCTP",
    ]),
  )
  .addHelpText(
    "after",
    `
If you omit --port, a connection is allowed if at least one port is open, and the output lists the open ports.

Exit codes: 0 if the connection is allowed, 1 if it is denied or unknown, 2 for incorrect usage or invalid input. If the connection
is unknown, the output lists the missing facts.

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

program
  .command("diff")
  .description("report the connections that a change opens and closes")
  .argument("[before]", "values file or manifests file from before the change (- for stdin)")
  .argument("[after]", "values file or manifests file from after the change (- for stdin)")
  .option(
    "--preview <file>",
    "output of `pulumi preview --json --show-sames` (- for stdin); use it instead of the two files",
  )
  .addOption(values())
  .addOption(chartValues())
  .addOption(
    new Option(
      "--provider <name>",
      "for a preview of several clusters: the name of the provider whose policies to compare; repeatable, if one cluster has several providers",
    )
      .argParser((provider, providers: string[]) => [...providers, provider])
      .default([], "the only provider of policies"),
  )
  .addOption(namespace(`the only namespace with Vald's policies; if there is none, "default"`))
  .addOption(ignoreKind())
  .addOption(output(differenceFormats))
  .addHelpText(
    "after",
    `
A values file on either side is merged over the values passed with --chart-values. For manifests and previews, the command needs
the components' names. It takes them from -f and --chart-values or, if you omit these options, from the values file on the other
side. If there is no such file, it assumes the default names, and infers from the policies which components are deployed.

Exit codes: 0 if no connections open or close, 1 if some do or may do, 2 for incorrect usage or invalid input.

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

function writeResult({ text, notes, code }: CommandResult): void {
  for (const note of notes) writeError(noteText(note));
  for (const chunk of text) process.stdout.write(escapeLines(chunk));
  process.exitCode = code;
}

function writeError(message: string): void {
  process.stderr.write(`${escapeLines(message)}\n`);
}

function portArgument(text: string): number | string {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65535) return number;
  if (/^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("Expected a port number from 1 to 65535 or a port name.");
}
