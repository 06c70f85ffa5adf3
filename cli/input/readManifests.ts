import { formatExpectation, formatIssue, limitedLines, type Path } from "../../args/schema/issue";
import { documentName, type ManifestIssue } from "../../manifests/manifestObjects";
import { InvalidManifestsError, type ObjectsRead, readObjects } from "../../manifests/readObjects";
import { displayName, type FilePosition, formatPosition } from "../filePosition";
import { InputError } from "./inputError";
import { parseDocuments } from "./parseDocuments";
import { positions } from "./positions";
import { readText } from "./readText";
import { templateAt, templateText } from "./template";
import { inFile } from "./textPosition";

/** Manifests from files, with the positions of their parts. */
export interface LocatedManifests extends ObjectsRead {
  /** The position of the value at each path in an object, or of the nearest value that contains it. */
  locate(paths: readonly { object: string; path: Path }[]): (FilePosition | undefined)[];
}

/**
 * The size limit for manifests. It is larger than the manifests of the largest clusters and fits into an ordinary machine's
 * memory.
 */
export const maxManifestBytes = 256 * 1024 * 1024;

/** The number of lines that `limitedLines` shows. */
const maxPositions = 50;

/**
 * Reads Kubernetes manifests in YAML or JSON (`-` is stdin), such as the output of `kubectl get ns,pods,netpol -A -o yaml` or a
 * rendered chart. Several files are combined. Objects that do not specify a namespace are assumed to be in `namespace`. Throws
 * `InputError` with every issue.
 */
export function readManifests(files: readonly string[], namespace: string): LocatedManifests {
  const parsed = files.map(parseFile);
  const documents = parsed.flatMap((file) => file.documents);
  const read = withPositions(parsed, () => readObjects(documents, namespace));
  return {
    ...read,
    locate: (paths) =>
      positionsIn(
        parsed,
        paths.map(({ object, path }) => [...(read.locations.get(object) ?? []), ...path]),
      ),
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

function positionsIn(files: readonly ParsedFile[], paths: readonly Path[]): (FilePosition | undefined)[] {
  const found = paths.map((path) => fileOf(files, path));
  const result: (FilePosition | undefined)[] = paths.map(() => undefined);
  for (const one of files) {
    const indexes = [...found.keys()].filter((i) => found[i]?.file === one);
    if (indexes.length === 0) continue;
    const all = positions(
      one.file,
      one.text,
      indexes.map((i) => found[i]?.path ?? []),
    );
    indexes.forEach((i, n) => (result[i] = all[n]));
  }
  return result;
}

/** Calls `read`. If manifests are invalid, throws an error that lists each issue with its position. */
function withPositions<T>(files: readonly ParsedFile[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidManifestsError)) throw error;
    const found = positionsIn(
      files,
      error.issues.slice(0, maxPositions).map(({ objectPath, issue }) => [...objectPath, ...issue.path]),
    );
    const located = error.issues.map((issue, i) => ({
      issue,
      position: found[i],
      in: fileOf(files, issue.objectPath),
    }));
    for (const { position, in: place } of located) {
      const template = position && place && templateAt(place.file.text, position.line - 1);
      if (template !== undefined)
        throw new InputError(`${formatPosition(inFile(position?.file ?? "", template))}: ${templateText}`);
    }
    const lines = limitedLines(located, ({ issue, position, in: place }) => {
      const where = position === undefined ? displayName(place?.file.file ?? "") : formatPosition(position);
      return `${where}: ${manifestIssueText({ ...issue, objectPath: place?.path ?? issue.objectPath })}`;
    });
    throw new InputError(lines.join("\n"));
  }
}

/** Formats an issue in an object: `NetworkPolicy vald/agent: spec.ingress: got ...`. */
export function manifestIssueText({ object, kind, objectPath, issue }: ManifestIssue): string {
  const location = documentName(objectPath);
  const where = object ?? (kind === undefined ? location : `${kind} (${location})`);
  return `${where}: ${issue.path.length === 0 ? formatExpectation(issue) : formatIssue(issue)}`;
}
