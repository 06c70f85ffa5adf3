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

/** Manifests from a file, with the positions of their parts. */
export interface ManifestsFile extends ObjectsRead {
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
 * rendered chart. Objects that do not specify a namespace are assumed to be in `namespace`. Throws `InputError` with every
 * issue.
 */
export function readManifests(file: string, namespace: string): ManifestsFile {
  const text = readText(file, maxManifestBytes);
  const documents = parseDocuments(text, file);
  if (documents.every((document) => document === null))
    throw new InputError(`${displayName(file)}: contains no Kubernetes objects`);
  const read = withPositions(file, text, () => readObjects(documents, namespace));
  return {
    ...read,
    locate: (paths) =>
      positions(
        file,
        text,
        paths.map(({ object, path }) => [...(read.locations.get(object) ?? []), ...path]),
      ),
  };
}

/** Calls `read`. If manifests are invalid, throws an error that lists each issue with its position. */
function withPositions<T>(file: string, text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidManifestsError)) throw error;
    const shown = error.issues.slice(0, maxPositions);
    const found = positions(
      file,
      text,
      shown.map(({ objectPath, issue }) => [...objectPath, ...issue.path]),
    );
    for (const position of found) {
      const template = position && templateAt(text, position.line - 1);
      if (template !== undefined) throw new InputError(`${formatPosition(inFile(file, template))}: ${templateText}`);
    }
    const located = error.issues.map((issue, i) => ({ issue, position: found[i] }));
    const lines = limitedLines(
      located,
      ({ issue, position }) =>
        `${position === undefined ? displayName(file) : formatPosition(position)}: ${manifestIssueText(issue)}`,
    );
    throw new InputError(lines.join("\n"));
  }
}

/** Formats an issue in an object: `NetworkPolicy vald/agent: spec.ingress: got ...`. */
export function manifestIssueText({ object, kind, objectPath, issue }: ManifestIssue): string {
  const location = documentName(objectPath);
  const where = object ?? (kind === undefined ? location : `${kind} (${location})`);
  return `${where}: ${issue.path.length === 0 ? formatExpectation(issue) : formatIssue(issue)}`;
}
