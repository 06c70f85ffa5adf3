import { isAlias, isMap } from "yaml";
import { mergeValues } from "../../args/mergeValues";
import type { Path } from "../../args/schema/issue";
import { displayName, type FilePosition } from "../filePosition";
import { nodeAt, plainValues, positionOf, readValuesFile, type ValuesFile, withFileName } from "./valuesFile";

/** Values from one or more files, with the positions of their parts. */
export interface LoadedValues {
  values: unknown;
  /** The position of the value at a path; undefined if there is none. */
  at(path: Path): FilePosition | undefined;
  /** Whether these values replace those of a lower layer at a path, possibly by replacing something around it. */
  replaces(path: Path): boolean;
}

/** The size limit of a values file: many times what a cluster needs, and small enough to read anything in a second. */
export const maxValuesBytes = 256 * 1024;

/** Twice the size of the chart's own values.yaml, which many people copy as a whole. */
export const maxChartValuesBytes = 512 * 1024;

/** Reads values files (`-` is stdin) and merges them like Helm: later files win, maps are merged, lists are replaced. */
export function readValues(names: readonly string[], maxBytes: number): LoadedValues {
  const files = names.map((name) => readValuesFile(name, maxBytes));
  return {
    values: withFileName(names.map(displayName).join(", "), () => files.map(plainValues).reduce(mergeValues, {})),
    at: (path) => {
      const { file, depth } = definingFile(files, path);
      return depth === path.length ? file && positionOf(file, nodeAt(file.document, path)) : undefined;
    },
    replaces: (path) => definingFile(files, path).replacesLowerLayers,
  };
}

/**
 * The file that defines the value at a path, as deep as there is one: the last file that has it and is not replaced. Anything but
 * a map replaces what earlier files have.
 */
function definingFile(
  files: readonly ValuesFile[],
  path: Path,
): { file?: ValuesFile; depth: number; replacesLowerLayers: boolean } {
  let found: ReturnType<typeof definingFile> = { depth: 0, replacesLowerLayers: false };
  let candidates = files;
  for (let depth = 1; depth <= path.length; depth++) {
    const part = path.slice(0, depth);
    const file = candidates.findLast(({ document }) => nodeAt(document, part) !== undefined);
    if (file === undefined) return found;
    const value: unknown = file.document.getIn(part, true);
    const replacesLowerLayers =
      found.replacesLowerLayers || !isMap(isAlias(value) ? value.resolve(file.document) : value);
    if (replacesLowerLayers) candidates = [file];
    found = { file, depth, replacesLowerLayers };
  }
  return found;
}
