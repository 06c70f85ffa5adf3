import type { Given } from "../analysis/given";
import { inNamespace, selectsComponents } from "../analysis/inNamespace";
import type { NetworkPoliciesArgs } from "../policy/args";
import { networkPolicies } from "../policy/networkPolicies";
import type { Path } from "../policy/problem";
import { MisuseError } from "./misuseError";
import { policiesAreOff, readArgs } from "./readArgs";
import { type Manifests, type ManifestsFile, readManifests } from "./readManifests";
import { shownComponents } from "./shownComponents";
import { unnamedNote, unnamedPolicies } from "./unnamedPolicies";

/** What every analysing command takes: nothing is the documented default. */
export interface InputOptions {
  values: readonly string[];
  chartValues?: readonly string[];
  manifests?: string;
  namespace?: string;
}

export interface Input {
  given: Given;
  /** Where a part of the args stands; only policies that come from values have args to point at. */
  locate?: (path: Path) => string | undefined;
  /** Whether the package's own values say what stands there; it comes with `locate`. */
  isOwn?: (path: Path) => boolean;
  /** Where parts of objects stand; only manifests that come from a file have it. */
  locateObjects?: ManifestsFile["locate"];
  /** Policies among manifests that are labelled as Vald's and select no component as named: `namespace/name`. */
  unnamed?: readonly string[];
  /** For stderr, a line each. */
  notes: string[];
}

/**
 * Values alone give the policies that they stand for; beside manifests they say who the components are, or, where `isMeasure`,
 * what the policies should be.
 */
export function readInput({ values, chartValues = [], manifests, namespace }: InputOptions, isMeasure = false): Input {
  if (manifests === "-" && [...values, ...chartValues].includes("-"))
    throw new MisuseError("stdin can be the values or the manifests only");
  const { args, notes, ...places } = readArgs(values, namespace, chartValues);
  if (manifests === undefined) return { given: { policies: networkPolicies(args), args }, notes, ...places };
  const read = readManifests(manifests, args.namespace ?? "default");
  const input = inputOf(read, args, { isMeasure });
  const ofValues = notes.filter((note) => note !== policiesAreOff);
  return { ...input, locateObjects: read.locate, notes: [...ofValues, ...input.notes] };
}

/**
 * What manifests give, by args that say who the components are. Where these name no namespace, Vald's is looked for: in the
 * manifests, and then in the `others` that they are compared with. Where they say nothing of components, the manifests show
 * which of them are there, unless the args are the measure for these.
 */
export function inputOf(
  { policies, pods, namespaces, notes }: Manifests,
  args: NetworkPoliciesArgs,
  { others, isMeasure = false }: { others?: Manifests; isMeasure?: boolean } = {},
): Input {
  const found = inNamespace(
    { policies, args, namespaces, ...(pods !== undefined && { pods }) },
    others && { policies: others.policies, args },
  );
  const components = isMeasure ? args.components : shownComponents(found);
  const given = { ...found, args: { ...found.args, ...(components !== undefined && { components }) } };
  const { namespace = "default" } = given.args;
  const isFound = args.namespace === undefined && namespace !== "default";
  const unnamed = unnamedPolicies(given);
  return {
    given,
    unnamed,
    notes: [
      ...notes,
      ...(isFound ? [`Vald is taken to run in namespace ${namespace}, where its policies are`] : []),
      ...(policies.length === 0 || unnamed.length > 0 || selectsComponents(given)
        ? []
        : [`no policy selects a component of Vald in namespace ${namespace} (-n)`]),
      ...(unnamed.length === 0 ? [] : [unnamedNote(unnamed)]),
    ],
  };
}
