import type { Path } from "../../args/schema/issue";
import { type ObjectsRead, readObjects } from "../../manifests/readObjects";
import { displayName, type FilePosition } from "../filePosition";
import { InputError } from "./inputError";
import {
  type IssueLocation,
  type LocateIssues,
  type ObjectsOfFiles,
  requireNoTemplate,
  withLocations,
} from "./manifestIssues";
import { parseDocuments } from "./parseDocuments";
import { type LocatedValue, locatedValues } from "./positions";
import { readText } from "./readText";
import { templateAt } from "./template";
import { inFile } from "./textPosition";

/** Manifests from files, with the positions of their parts. */
export interface LocatedManifests extends ObjectsRead, ObjectsOfFiles {
  /** The position of the value at each path in an object, or of the nearest value that contains it. */
  locate(paths: readonly { object: string; path: Path }[]): (FilePosition | undefined)[];
}

/**
 * The size limit for manifests. It is larger than the manifests of the largest clusters and fits into an ordinary machine's
 * memory.
 */
export const maxManifestBytes = 256 * 1024 * 1024;

/**
 * Reads Kubernetes manifests in YAML or JSON (`-` is stdin), such as the output of `kubectl get ns,pods,netpol -A -o yaml` or a
 * rendered chart. Several files are combined. Objects that do not specify a namespace are assumed to be in `namespace`. Throws
 * `InputError` with every issue.
 */
export function readManifests(files: readonly string[], namespace: string): LocatedManifests {
  const parsed = files.map(parseFile);
  const documents = parsed.flatMap((file) => file.documents);
  const locateIssues: LocateIssues = (issues) => issueLocations(parsed, issues);
  const read = withLocations(locateIssues, () => readObjects(documents, namespace));
  requireNoTemplate(read.invalid, locateIssues);
  return {
    ...read,
    locateIssues,
    locate: (paths) =>
      valuesIn(
        parsed,
        paths.map(({ object, path }) => [...(read.locations.get(object) ?? []), ...path]),
      ).map((value) => value?.at),
  };
}

interface ParsedFile {
  file: string;
  text: string;
  documents: unknown[];
}

function parseFile(file: string): ParsedFile {
  const text = readText(file, maxManifestBytes);
  const documents = parseDocuments(text, file);
  if (documents.every((document) => document === null))
    throw new InputError(`${displayName(file)}: contains no Kubernetes objects`);
  return { file, text, documents };
}

/** The file that contains a path, and the path in this file. The first key of a path is the index among all documents. */
function fileOf(files: readonly ParsedFile[], [index, ...path]: Path): { file: ParsedFile; path: Path } | undefined {
  let local = Number(index);
  for (const file of files) {
    if (local < file.documents.length) return { file, path: [local, ...path] };
    local -= file.documents.length;
  }
  return undefined;
}

function valuesIn(files: readonly ParsedFile[], paths: readonly Path[]): (LocatedValue | undefined)[] {
  const found = paths.map((path) => fileOf(files, path));
  const result: (LocatedValue | undefined)[] = paths.map(() => undefined);
  for (const one of files) {
    const indexes = [...found.keys()].filter((i) => found[i]?.file === one);
    if (indexes.length === 0) continue;
    const all = locatedValues(
      one.file,
      one.text,
      indexes.map((i) => found[i]?.path ?? []),
    );
    indexes.forEach((i, n) => (result[i] = all[n]));
  }
  return result;
}

function issueLocations(files: readonly ParsedFile[], issues: Parameters<LocateIssues>[0]): IssueLocation[] {
  const found = valuesIn(
    files,
    issues.map(({ objectPath, issue }) => [...objectPath, ...issue.path]),
  );
  return issues.map(({ objectPath }, i) => {
    const { file, path = objectPath } = fileOf(files, objectPath) ?? {};
    const value = found[i];
    const template = file && value?.at && templateAt(file.text, value.at.line - 1);
    return {
      file: file?.file ?? "",
      objectPath: path,
      ...value,
      ...(file !== undefined && template !== undefined && { template: inFile(file.file, template) }),
    };
  });
}
