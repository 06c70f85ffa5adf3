#!/usr/bin/env node
import { NamespaceError } from "../analysis/inNamespace";
import { NothingDeclaredError } from "../analysis/verify";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { severities } from "../analysis/check/kinds";
import { version } from "../package.json";
import { cniNames } from "../policy/findingIds";
import { check, checkedForms } from "./check";
import { differenceForms, diff } from "./diff";
import { explain, explanationForms } from "./explain";
import { graph, pictureForms } from "./graph";
import { InputError } from "./inputError";
import { matrix } from "./matrix";
import { matrixForms } from "./matrixForms";
import { MisuseError } from "./misuseError";
import { manifestForms, render } from "./render";
import type { Result } from "./result";
import { verificationForms, verify } from "./verify";

/** The exit code for a wrong command line and for wrong input: 1 is what a command found. */
const misuse = 2;

const usageHint = "Run it with --help for usage.";

const filesHint = "Values are given with -f, which may be repeated, and manifests with --manifests.";

const program = new Command("vald-netpol")
  .description("The network policies of a Vald cluster, offline: neither a cluster nor Pulumi is needed.")
  .version(version)
  .exitOverride()
  .showHelpAfterError(usageHint);

const values = () =>
  new Option(
    "-f, --values <file>",
    "values in the shape of the component's args, - for stdin; repeat it: later files win, maps are merged, lists are replaced",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "the documented default");
const chartValues = () =>
  new Option(
    "--chart-values <file>",
    "values of Vald's Helm chart or a ValdRelease, - for stdin, to take the components and rules from; repeat it as -f; -f is merged over it",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "none");
const namespace = (otherwise: string) =>
  new Option("-n, --namespace <name>", `where Vald runs (default: the values' namespace, else ${otherwise})`);
const output = (forms: readonly [string, ...string[]]) =>
  new Option("-o, --output <form>", "form of the output").choices(forms).default(forms[0]);

program
  .command("render")
  .description("print the policies as manifests that `kubectl apply -f -` takes")
  .addOption(values())
  .addOption(chartValues())
  .addOption(namespace("default"))
  .addOption(output(manifestForms))
  .addHelpText(
    "after",
    `
Exit: 0, 2 on misuse and wrong input (reasons on stderr, nothing on stdout).

Examples:
  vald-netpol render -f values.yaml -n vald | kubectl apply -f -
  vald-netpol render --chart-values vald.yaml -n vald | kubectl apply -f -`,
  )
  .action((options: Parameters<typeof render>[0]) => conclude(render(options)));

/** What commands that analyse have in common. */
function analysing(name: string, description: string, forms: readonly [string, ...string[]]): Command {
  return program
    .command(name)
    .description(description)
    .configureOutput({
      outputError: (text, write) =>
        write(text.startsWith("error: too many arguments") ? `${text.trimEnd()} ${filesHint}\n` : text),
    })
    .addOption(values())
    .addOption(chartValues())
    .addOption(
      new Option(
        "--manifests <file>",
        "NetworkPolicy objects in YAML or JSON, - for stdin; Namespace and Pod objects among them are used",
      ).argParser((file, earlier: string | undefined) => {
        if (earlier === undefined) return file;
        throw new InvalidArgumentError("One file is read; put several together, with --- between them.");
      }),
    )
    .addOption(namespace("the one namespace with Vald's policies, else default"))
    .addOption(output(forms));
}

analysing("check", "find what is legal and dangerous, or does not do what it seems to", checkedForms)
  .argument("[file]", "values or manifests, - for stdin; in place of -f or --manifests")
  .addOption(new Option("--cni <name>", "the network plugin, whose own traps are then found too").choices(cniNames))
  .addOption(
    new Option("--fail-on <severity>", "from which severity on the exit code is 1")
      .choices(severities)
      .default("error"),
  )
  .addHelpText(
    "after",
    `
The values, or the manifests by what the values say of the components. What is meant is left out by \`ignore\` in the values:
  ignore:
    - { id: bare-pod-selector, path: "edges[0]", reason: the collector runs beside Vald }

What the chart's values need and cannot say is told on stderr, and is no finding.

Exit: 0 when nothing of that severity or worse is found, 1 when something is, 2 on misuse and wrong input.

Examples:
  vald-netpol check values.yaml --cni cilium
  vald-netpol check -f values.yaml --fail-on warning -o sarif > findings.sarif
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol check -f values.yaml --manifests -`,
  )
  .action((file: string | undefined, options: Parameters<typeof check>[1]) => conclude(check(file, options)));

analysing("matrix", "print who may talk to whom, in the layout of Vald's documentation", matrixForms)
  .option("--pods", "every pair of the Pod objects among the manifests instead, as classes of pods")
  .addHelpText(
    "after",
    `
The policies of the values, or those of the manifests. Rows and columns beyond the documented ones are what else is open.

Exit: 0, 2 on misuse and wrong input.

Examples:
  vald-netpol matrix -f values.yaml
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol matrix --pods --manifests - -o csv`,
  )
  .action((options: Parameters<typeof matrix>[0]) => conclude(matrix(options)));

analysing("graph", "draw who may talk to whom", pictureForms)
  .option(
    "--diff <files...>",
    "draw instead what a change opens and closes between two files, each as of the command diff",
  )
  .addHelpText(
    "after",
    `
In orange is what is open beyond what Vald needs, as by edges and custom rules; of a change, green opens and red closes.
Components with the same arrows are one box, and an arrow at the frame is one of all components.

Exit: 0, 2 on misuse and wrong input.

Examples:
  vald-netpol graph -f values.yaml -o svg > vald.svg
  vald-netpol graph --diff old.yaml new.yaml
  kubectl get ns,netpol -A -o yaml | vald-netpol graph --manifests - -o dot | dot -Tpng > vald.png`,
  )
  .action(async (options: Parameters<typeof graph>[0]) => conclude(await graph(options)));

analysing("explain", "say why a connection is allowed or denied", explanationForms)
  .argument("<from>", "a component, namespace/key=value,..., namespace/pod, an address, or a range in CIDR notation")
  .argument("<to>", "the same")
  .addOption(
    new Option("--port <port>", "a number, or the name of a port of <to> (default: any)").argParser(portArgument),
  )
  .addOption(new Option("--protocol <protocol>", "default: TCP with a port, else any").choices(["TCP", "UDP", "SCTP"]))
  .addHelpText(
    "after",
    `
Without --port, a connection is allowed when some port is open, and the answer says which.

Exit: 0 when it is proven to be allowed; 1 when it is denied, or unknown for lack of something that is said; 2 on misuse
and wrong input.

Examples:
  vald-netpol explain lbGateway agent --port 8081
  vald-netpol explain shop/app=search lbGateway --port 8081 -f values.yaml -n vald
  vald-netpol explain agent 52.219.0.0/16 --port 443 -f values.yaml`,
  )
  .action((from: string, to: string, options: Parameters<typeof explain>[2]) => conclude(explain(from, to, options)));

analysing("verify", "prove that exactly what the documented table and the values declare is open", verificationForms)
  .addHelpText(
    "after",
    `
The values declare what should be open, the manifests say what is; without manifests, the values' own policies are proven.
With Pod objects, pods without a policy and policies without a pod are found too.

Exit: 0 when it is proven; 1 when not, with what is open or closed and should not be; 2 on misuse and wrong input.

Example:
  kubectl get ns,pods,netpol -A -o yaml | vald-netpol verify -f values.yaml --manifests -`,
  )
  .action((options: Parameters<typeof verify>[0]) => conclude(verify(options)));

program
  .command("diff")
  .description("say what a change opens and what it closes")
  .argument("[before]", "values or manifests, - for stdin")
  .argument("[after]", "the same")
  .option("--preview <file>", "what `pulumi preview --json --show-sames` printed, - for stdin, instead of the two")
  .addOption(values())
  .addOption(chartValues())
  .addOption(namespace("the one namespace with Vald's policies, else default"))
  .addOption(output(differenceForms))
  .addHelpText(
    "after",
    `
Sides that are values stand over --chart-values. On sides that are manifests, and in a preview, -f and --chart-values say
who the components are; without them it is the values on the other side, if there are any, and the policies themselves.

Exit: 0 when nothing opens and nothing closes, 1 when something does, 2 on misuse and wrong input.

Examples:
  vald-netpol diff old.yaml new.yaml
  vald-netpol diff old.yaml new.yaml --chart-values vald.yaml
  kubectl get netpol -A -o yaml | vald-netpol diff - values.yaml
  vald-netpol diff old-manifests.yaml new-manifests.yaml -f values.yaml
  pulumi preview --json --show-sames | vald-netpol diff --preview - -o markdown`,
  )
  .action((before: string | undefined, after: string | undefined, options: Parameters<typeof diff>[2]) =>
    conclude(diff(before, after, options)),
  );

// Who reads the output may have seen enough, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

program.parseAsync().catch((error: unknown) => {
  if (error instanceof InputError || error instanceof NamespaceError || error instanceof NothingDeclaredError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = misuse;
  } else if (error instanceof MisuseError) {
    process.stderr.write(`error: ${error.message}\n${usageHint}\n`);
    process.exitCode = misuse;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : misuse;
  } else {
    throw error;
  }
});

function conclude({ text, notes, code }: Result): void {
  for (const note of notes) process.stderr.write(`${note}\n`);
  for (const piece of text) process.stdout.write(piece);
  process.exitCode = code;
}

function portArgument(text: string): number | string {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65535) return number;
  if (/^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("It is a number from 1 to 65535 or the name of a port.");
}
