import { assertValid } from "../../policy/assertValid";
import type { Cni, FindingId } from "../../policy/findingIds";
import type { Path } from "../../policy/problem";
import type { Given } from "../given";
import { inNamespace } from "../inNamespace";
import type { Checked } from "./checked";
import { type Finding, findingOf, type Found, placeText } from "./finding";
import { ignoring } from "./ignoring";
import { isolation } from "./isolation";
import { rank } from "./kinds";
import { peers } from "./peers";
import { pods } from "./pods";
import { ports } from "./ports";
import { ranges } from "./ranges";
import { rules } from "./rules";
import { selectors } from "./selectors";
import { type Subject, subjectOfArgs, subjectOfManifests } from "./subject";
import { withoutUnknown } from "./withoutUnknown";

/** What is checked: manifests, by args that say who the components are; without policies, the args themselves. */
export interface CheckGiven extends Partial<Given> {
  /** The network plugin of the cluster, whose own traps are then found too. Default: `args.cni`, else none. */
  cni?: Cni | undefined;
}

/** Found where something else is not there. */
const ofAbsence: ReadonlySet<FindingId> = new Set([
  "one-sided-edge",
  "half-dns",
  "one-family",
  "api-server-by-namespace",
  "service-address",
  "no-service-address",
  "metadata-server",
]);

/** Whether by what is at a path the pods of a component are known. */
function saysWho(path: Path): boolean {
  return ["name", "podLabels", "instanceLabels"].includes(String(path.at(-1)));
}

const checks: readonly ((subject: Subject) => Found[])[] = [peers, rules, isolation, ranges, ports, selectors, pods];

/**
 * Finds what is legal and dangerous, or does not do what it seems to. Throws `InvalidArgsError` when the args are wrong, and
 * `NamespaceError` where Vald's namespace cannot be told.
 */
export function check({ args: all = {}, cni = all.cni, policies, ...more }: CheckGiven): Checked {
  assertValid(all);
  const { args, unknown, original } = withoutUnknown(all);
  const subject =
    policies === undefined
      ? subjectOfArgs(args, cni)
      : subjectOfManifests(inNamespace({ policies, args, ...more }), cni);
  const isUnknown = (path: Path) => unknown.some((part) => JSON.stringify(part) === JSON.stringify(path));
  const mayEnd = (id: FindingId) =>
    id === "bare-pod-selector" ? unknown.some(saysWho) : unknown.length > 0 && ofAbsence.has(id);
  const findings = checks
    .flatMap((find) => find(subject))
    .flatMap((found) => findingOf(found, cni) ?? [])
    .map((finding) => (finding.object === undefined ? { ...finding, path: original(finding.path) } : finding))
    // What is missing may be what is not known yet.
    .filter(({ id, object, path }) => object !== undefined || !(isUnknown(path) || mayEnd(id)));
  return { ...ignoring(sorted(findings), args, subject, unknown), unknown };
}

/** Each once, with all that it is about at its place. */
function sorted(findings: readonly Finding[]): Finding[] {
  const together = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.id} ${placeText(finding)}`;
    const others = together.get(key);
    if (others === undefined) together.set(key, [finding]);
    else others.push(finding);
  }
  const each = [...together.values()].map(([first, ...others]): Finding => {
    const about = new Set([first, ...others].flatMap((one) => one.about ?? []));
    return about.size === 0 ? first : { ...first, about: [...about].join(", ") };
  });
  const place = (finding: Finding) => placeText(finding).replace(/\d+/g, (digits) => digits.padStart(9, "0"));
  return each.sort((a, b) => rank(a) - rank(b) || compare(place(a), place(b)) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
