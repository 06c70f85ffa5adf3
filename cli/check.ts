import { check as checkOf } from "../analysis/check/check";
import type { Finding } from "../analysis/check/finding";
import { rank, type Severity } from "../analysis/check/kinds";
import type { Cni } from "../policy/findingIds";
import { checkedJson, checkedSarif } from "./checkedRecords";
import { checkedText, findingLine } from "./checkedText";
import type { Located, LocatedCheck } from "./locatedCheck";
import { isManifests } from "./isManifests";
import { MisuseError } from "./misuseError";
import { type Input, type InputOptions, readInput } from "./readInput";
import { shownName } from "./readText";
import type { Result } from "./result";

export const checkedForms = ["text", "json", "sarif"] as const;

const formatters: Record<(typeof checkedForms)[number], (checked: LocatedCheck) => string> = {
  text: checkedText,
  json: checkedJson,
  sarif: checkedSarif,
};

/** What is legal and dangerous in values or manifests, of which one may be named without saying which it is. */
export function check(
  file: string | undefined,
  options: InputOptions & { cni?: Cni; failOn: Severity; output: (typeof checkedForms)[number] },
): Result {
  const asked = withFile(file, options);
  const input = readInput(asked);
  const [first] = asked.manifests === undefined ? [...asked.values, ...(asked.chartValues ?? [])] : [asked.manifests];
  const beginning = first === undefined ? undefined : `${shownName(first)}:1:1`;
  const { policies, ...given } = input.given;
  const { findings: all, ignored } = checkOf({
    ...given,
    ...(options.cni !== undefined && { cni: options.cni }),
    ...(input.locateObjects !== undefined && { policies }),
  });
  // What the chart has off it does not deploy.
  const findings = all.filter(({ id, path }) => id !== "component-off" || input.isOwn?.(path) !== false);
  const [found, left] = [located(findings, input, beginning), located(ignored, input, beginning)];
  // Also told without check, where there is something without effect.
  const told = new Set([...found, ...left].map(findingLine));
  return {
    text: [formatters[options.output]({ findings: found, ignored: left })],
    notes: input.notes.filter((note) => !told.has(note)),
    code: findings.some((finding) => rank(finding) <= rank({ severity: options.failOn })) ? 1 : 0,
  };
}

function withFile(file: string | undefined, options: InputOptions): InputOptions {
  if (file === undefined) return options;
  if (!isManifests(file)) {
    if (options.values.length > 0) throw new MisuseError(`${shownName(file)} is values too: give all of them with -f`);
    return { ...options, values: [file] };
  }
  if (options.manifests !== undefined) throw new MisuseError("one file of manifests is read: leave --manifests out");
  return { ...options, manifests: file };
}

/**
 * With their places and, of one severity, in their order. What is missing in a file is nowhere in it, and told at its
 * `beginning`.
 */
function located<F extends Finding>(
  findings: readonly F[],
  { locate, locateObjects }: Input,
  beginning: string | undefined,
): Located<F>[] {
  const ofObjects = findings.filter((finding): finding is F & { object: string } => finding.object !== undefined);
  const places = locateObjects?.(ofObjects) ?? [];
  return findings
    .map((finding) => {
      const i = (ofObjects as readonly F[]).indexOf(finding);
      return { ...finding, at: i < 0 ? (locate?.(finding.path) ?? beginning) : places[i] };
    })
    .sort((a, b) => rank(a) - rank(b) || (a.at ?? "").localeCompare(b.at ?? "", "en", { numeric: true }));
}
