import { diff as differenceBetween, type Difference } from "../analysis/diff";
import { differenceMarkdown, differenceText } from "./differenceText";
import type { NetworkPoliciesArgs } from "../policy/args";
import { networkPolicies } from "../policy/networkPolicies";
import { MisuseError } from "./misuseError";
import { readArgs } from "./readArgs";
import { type Input, inputOf } from "./readInput";
import { isManifests } from "./isManifests";
import { type Manifests, readManifests } from "./readManifests";
import { readPreview } from "./readPreview";
import type { Result } from "./result";

export const differenceForms = ["text", "markdown", "json"] as const;

const formatters: Record<(typeof differenceForms)[number], (difference: Difference) => string> = {
  text: differenceText,
  markdown: differenceMarkdown,
  json: (difference) => `${JSON.stringify(difference, undefined, 2)}\n`,
};

interface DiffOptions {
  preview?: string;
  namespace?: string;
  output: (typeof differenceForms)[number];
}

/** What opens and what closes between two files, each of values or of manifests, or in a preview of Pulumi's. */
export function diff(before: string | undefined, after: string | undefined, options: DiffOptions): Result {
  const [old, next] = sides(before, after, options);
  const difference = differenceBetween(old.given, next.given);
  return {
    text: [formatters[options.output](difference)],
    notes: [...new Set([...old.notes, ...next.notes])],
    code: difference.opens.length + difference.closes.length === 0 ? 0 : 1,
  };
}

function sides(before: string | undefined, after: string | undefined, options: DiffOptions): [Input, Input] {
  const { preview, namespace } = options;
  const asked = namespace === undefined ? {} : { namespace };
  if (preview !== undefined) {
    if (before !== undefined) throw new MisuseError("--preview has both sides in it: leave the files out");
    const { before: old, after: next } = readPreview(preview);
    return [inputOf(old, asked, next), inputOf(next, asked, old)];
  }
  if (before === undefined || after === undefined) throw new MisuseError("give two files, or one with --preview");
  if (before === "-" && after === "-") throw new MisuseError("stdin can be one side only");

  const [isOld, isNext] = [isManifests(before), isManifests(after)];
  if (isOld && isNext) {
    const [old, next] = [readHere(before), readHere(after)];
    return [inputOf(old, asked, next), inputOf(next, asked, old)];
  }
  if (isOld) {
    const { manifests, values } = besideValues(before, after, namespace);
    return [manifests, values];
  }
  if (isNext) {
    const { manifests, values } = besideValues(after, before, namespace);
    return [values, manifests];
  }
  const [old, next] = [readArgs([before], namespace).args, readArgs([after], namespace).args];
  return [valuesIn(old, next.namespace), valuesIn(next, old.namespace)];

  function readHere(file: string): Manifests {
    return readManifests(file, namespace ?? "default");
  }
}

/** Manifests, and values beside them that say who the components are; the values are taken to mean where they are. */
function besideValues(
  file: string,
  valuesFile: string,
  namespace: string | undefined,
): Record<"manifests" | "values", Input> {
  const { args } = readArgs([valuesFile], namespace);
  const manifests = inputOf(readManifests(file, args.namespace ?? "default"), args);
  const here = manifests.given.args ?? {};
  return { manifests, values: valuesIn(here, undefined) };
}

/** The policies of values; where these name no namespace, they are taken to mean the other side's. */
function valuesIn(values: NetworkPoliciesArgs, other: string | undefined): Input {
  const args = { ...values, namespace: values.namespace ?? other ?? "default" };
  return { given: { policies: networkPolicies(args), args }, notes: [] };
}
