import { isAlias, isMap } from "yaml";
import { mergeValues } from "../../args/mergeValues";
import type { Path } from "../../args/schema/issue";
import { displayName, type FilePosition } from "../filePosition";
import {
  nodeAt,
  plainValues,
  positionOf,
  readValuesFile,
  type ValuesFile,
  type ValuesFileKind,
  withFileName,
  writtenScalar,
} from "./valuesFile";

/** Values from one or more files, with the positions of their parts. */
export interface LoadedValues {
  values: unknown;
  /** The values of each file. */
  layers: readonly { file: string; values: unknown }[];
  /** The position of the value at a path. Undefined if there is no such value. */
  at(path: Path): FilePosition | undefined;
  /** The scalar at a path as it is written, such as 00000 for 0. Undefined if there is none, or if it is text. */
  writtenAt(path: Path): string | undefined;
  /** Whether these values replace a lower layer's value at a path, or a value that contains it. */
  replaces(path: Path): boolean;
}

/**
 * Values of this package. The size limit is many times larger than a cluster needs, and any file within the limit can be read
 * within a second.
 */
export const ownValues: ValuesFileKind = { maxBytes: 256 * 1024, isOfChart: false };

/** Values of Vald's chart. The limit is twice the size of the chart's own values.yaml, which many users copy in full. */
export const chartValues: ValuesFileKind = { maxBytes: 512 * 1024, isOfChart: true };

/**
 * Reads values files (`-` is stdin) and merges them like Helm: later files take precedence, maps are merged, and lists are
 * replaced.
 */
export function readValues(names: readonly string[], kind: ValuesFileKind): LoadedValues {
  const files = names.map((name) => readValuesFile(name, kind));
  const layers = files.map((file) => ({ file: file.file, values: plainValues(file) }));
  return {
    values: withFileName(names.map(displayName).join(", "), () =>
      layers.map(({ values }) => values).reduce(mergeValues, {}),
    ),
    layers,
    at: (path) => {
      const { file, depth } = definingFile(files, path);
      return depth === path.length ? file && positionOf(file, nodeAt(file.document, path)) : undefined;
    },
    writtenAt: (path) => {
      const { file, depth } = definingFile(files, path);
      return file === undefined || depth < path.length ? undefined : writtenScalar(file, path);
    },
    replaces: (path) => definingFile(files, path).replacesLowerLayers,
  };
}

/**
 * The file that defines the value at a path: the last file that contains the value. If no file contains it, the result is for
 * the deepest value on the path that does exist, and `depth` is its depth. A value that is not a map replaces the values in
 * earlier files.
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
