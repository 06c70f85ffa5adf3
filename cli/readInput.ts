import type { Given } from "../analysis/given";
import { valdNamespaces } from "../analysis/valdNamespaces";
import type { NetworkPoliciesArgs } from "../policy/args";
import { networkPolicies } from "../policy/networkPolicies";
import type { Path } from "../policy/problem";
import { InputError } from "./inputError";
import { MisuseError } from "./misuseError";
import { readArgs } from "./readArgs";
import { type Manifests, readManifests } from "./readManifests";

/** What every analysing command takes: nothing is the documented default. */
export interface InputOptions {
  values: readonly string[];
  manifests?: string;
  namespace?: string;
}

export interface Input {
  given: Given;
  /** Where a part of the args stands; only policies that come from values have args to point at. */
  locate?: (path: Path) => string | undefined;
  /** For stderr, a line each. */
  notes: string[];
}

/** Values alone give the policies that they stand for; beside manifests they say what the policies should be. */
export function readInput({ values, manifests, namespace }: InputOptions): Input {
  if (manifests === "-" && values.includes("-")) throw new MisuseError("stdin can be the values or the manifests only");
  const { args, locate } = readArgs(values, namespace);
  if (manifests === undefined) return { given: { policies: networkPolicies(args), args }, locate, notes: [] };
  return inputOf(readManifests(manifests, args.namespace ?? "default"), args);
}

/**
 * What manifests give, by args that say who the components are. Where these name no namespace, Vald's is looked for: in the
 * manifests, and then in the `others` that they are compared with.
 */
export function inputOf(
  { policies, pods, namespaces, notes }: Manifests,
  args: NetworkPoliciesArgs,
  others?: Manifests,
): Input {
  const given = { policies, namespaces, ...(pods !== undefined && { pods }) };
  if (args.namespace !== undefined) return { given: { ...given, args }, notes };
  const own = valdNamespaces(policies, args);
  const [found = "default", ...more] = own.length > 0 ? own : valdNamespaces(others?.policies ?? [], args);
  if (more.length > 0) {
    throw new InputError(`policies of Vald are in ${[found, ...more].join(" and ")}; choose one with --namespace`);
  }
  const note = found === "default" ? [] : [`Vald is taken to run in namespace ${found}, where its policies are`];
  return { given: { ...given, args: { ...args, namespace: found } }, notes: [...notes, ...note] };
}
