import { Option } from "commander";

/** Files that are arguments, for commands that read values and manifests. */
export const filesArgument = [
  "[files...]",
  "values (base, overlays) or manifests, told apart by content; - is stdin",
] as const;

export const valuesOption = () =>
  repeatable("-f, --values <file>", "values, like the args of the Pulumi component; repeatable, the last wins");

export const chartValuesOption = () =>
  repeatable("--chart-values <file>", "values of Vald's Helm chart, or a ValdRelease; repeatable; -f wins");

export const manifestsOption = () =>
  repeatable("--manifests <file>", "Kubernetes objects: NetworkPolicy, Namespace, Pod, ...; repeatable");

export const previewOption = (use: string) =>
  new Option("--preview <file>", `output of \`pulumi preview --json --show-sames\`, ${use}`);

export const providerOption = () =>
  repeatable("--provider <name>", "for a preview of several clusters: the policies' provider; repeatable");

export const beforeOption = () =>
  new Option("--before <files...>", "values (base, overlays) or manifests from before the change");

export const afterOption = () => new Option("--after <files...>", "the same from after the change");

export const namespaceOption = () =>
  new Option("-n, --namespace <name>", 'Vald\'s namespace (default: from the input, else "default")');

export const ignoreKindOption = () =>
  repeatable("--ignore-kind <kind>", "kind of policy that is not evaluated and that you accept; repeatable");

export const outputOption = (formats: readonly [string, ...string[]]) =>
  new Option("-o, --output <format>", "output format").choices(formats).default(formats[0]);

function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value, values: string[] = []) => [...values, value]);
}
