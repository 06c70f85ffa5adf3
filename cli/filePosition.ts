import { escapeText } from "../args/schema/issue";

/** A position in an input file. */
export interface FilePosition {
  /** The file name that the user passed, or `-` for stdin. */
  file: string;
  /** Lines and columns are counted from 1. */
  line: number;
  column: number;
}

/** `values.yaml:3:5` */
export function formatPosition({ file, line, column }: FilePosition): string {
  return `${displayName(file)}:${line}:${column}`;
}

/** A file's name for messages. */
export function displayName(file: string): string {
  return file === "-" ? "<stdin>" : escapeText(file);
}

/** Sorts by file, then by position. Undefined comes first. */
export function comparePositions(a: FilePosition | undefined, b: FilePosition | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return a.file.localeCompare(b.file, "en", { numeric: true }) || a.line - b.line || a.column - b.column;
}
