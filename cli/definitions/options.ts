import { Option } from "commander";

export const valuesOption = () =>
  new Option(
    "-f, --values <file>",
    "values file, with the same fields as the Pulumi component's args (- for stdin); repeatable: later files take precedence, maps are merged, and lists are replaced",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "none, which means Vald's documented defaults");
export const chartValuesOption = () =>
  new Option(
    "--chart-values <file>",
    "values file for Vald's Helm chart, or a ValdRelease (- for stdin); repeatable; the files passed with -f are merged over these values",
  )
    .argParser((file, files: string[]) => [...files, file])
    .default([], "none");
export const namespaceOption = (fallback: string) =>
  new Option(
    "-n, --namespace <name>",
    `namespace in which Vald runs (default: the namespace in the values; if the values specify none, ${fallback})`,
  );
export const ignoreKindOption = () =>
  new Option(
    "--ignore-kind <kind>",
    "kind of policy that is not evaluated and whose effect you accept, such as CiliumNetworkPolicy or NetworkPolicy.crd.projectcalico.org; repeatable",
  )
    .argParser((kind, kinds: string[]) => [...kinds, kind])
    .default([], "none");
export const outputOption = (formats: readonly [string, ...string[]]) =>
  new Option("-o, --output <format>", "output format").choices(formats).default(formats[0]);
