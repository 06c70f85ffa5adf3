import { formatExpectation, formatIssueAsWritten, limitedLines, type Path } from "../../args/schema/issue";
import { InvalidManifestsError, type InvalidObject } from "../../manifests/invalidObject";
import { documentName, type ManifestIssue } from "../../manifests/manifestObjects";
import type { ObjectsRead } from "../../manifests/readObjects";
import { displayName, type FilePosition, formatPosition } from "../filePosition";
import { kubectlValue } from "../kubectlSchema";
import type { Note } from "../note";
import { InputError } from "./inputError";
import { templateText } from "./template";

/** Where an issue in an object is. */
export interface IssueLocation {
  file: string;
  /** The path of the object in this file. */
  objectPath: Path;
  /** Undefined if positions in the file are not known, as in a preview. */
  at?: FilePosition;
  /** The scalar at this position as it is written. */
  written?: string;
  /** The first action of a template in the same line. */
  template?: FilePosition;
}

/** Objects from files, and how to locate issues in them. */
export interface ObjectsOfFiles extends Pick<ObjectsRead, "input" | "notes" | "invalid"> {
  locateIssues: LocateIssues;
}

/** Takes time for each file, so it should be used only to report something. */
export type LocateIssues = (issues: readonly ManifestIssue[]) => IssueLocation[];

/** The number of lines that `limitedLines` shows. The location of other issues is not needed. */
const maxLines = 50;

/** Calls `read`. If manifests are invalid, throws an `InputError` that lists each issue with its position. */
export function withLocations<T>(locateIssues: LocateIssues, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InvalidManifestsError ? manifestsInputError(error, locateIssues) : error;
  }
}

function manifestsInputError({ issues }: InvalidManifestsError, locateIssues: LocateIssues): InputError {
  const found = locateIssues(issues.slice(0, maxLines));
  const located = issues.map((issue, i) => ({ issue, location: found[i] }));
  const lines = limitedLines(located, ({ issue, location }) => issueText(issue, location));
  return templateError(found) ?? new InputError(lines.join("\n"));
}

/** Throws `InputError` if one of the issues is in a line with an action of a template. No object in a cluster has such an issue. */
export function requireNoTemplate(invalid: readonly InvalidObject[], locateIssues: LocateIssues): void {
  const issues = invalid.flatMap((object) => object.issues).slice(0, maxLines);
  const error = issues.length === 0 ? undefined : templateError(locateIssues(issues));
  if (error !== undefined) throw error;
}

function templateError(locations: readonly IssueLocation[]): InputError | undefined {
  const template = locations.find((location) => location.template !== undefined)?.template;
  return template && new InputError(`${formatPosition(template)}: ${templateText}`);
}

/** The maximum number of objects that are named. */
const maxNotes = 10;

/** Notes about objects that are not read although they are invalid: one for each of the first objects. */
export function invalidObjectNotes(
  invalid: readonly InvalidObject[],
  locateIssues: LocateIssues,
  arePoliciesIgnored: boolean,
): Note[] {
  const reported = invalid.flatMap(({ kind, issues: [issue, ...more] }) =>
    issue === undefined
      ? []
      : [{ issue, more: more.length, isUnevaluated: kind === "NetworkPolicy" && !arePoliciesIgnored }],
  );
  if (reported.length === 0) return [];
  const named = reported.slice(0, maxNotes);
  const found = locateIssues(named.map(({ issue }) => issue));
  return [
    ...named.map(({ issue, more, isUnevaluated }, i): Note => {
      return { code: "object-not-read", text: issueText(issue, found[i]), moreIssues: more, isUnevaluated };
    }),
    ...(reported.length > maxNotes
      ? [{ code: "more-objects-not-read" as const, count: reported.length - maxNotes }]
      : []),
  ];
}

/** Formats an issue in an object: `m.yaml:4:1: NetworkPolicy vald/agent: spec.ingress: got ...`. */
function issueText({ object, kind, issue, ...own }: ManifestIssue, location: IssueLocation | undefined): string {
  const { file = "", at, written, objectPath = own.objectPath } = location ?? {};
  const position = at === undefined ? displayName(file) : formatPosition(at);
  const name = documentName(objectPath);
  const where = object ?? (kind === undefined ? name : `${kind} (${name})`);
  // The position may be that of a key.
  const text = written !== undefined && String(kubectlValue(written)) === issue.value ? written : undefined;
  return `${position}: ${where}: ${issue.path.length === 0 ? formatExpectation(issue, text) : formatIssueAsWritten(issue, text)}`;
}
