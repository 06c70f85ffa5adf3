import { formatFinding } from "../../analysis/check/finding";
import { displayName, type FilePosition } from "../../cli/filePosition";
import type { TableResults } from "../../cli/results/results";
import type { EditorMessage } from "./editorMarks";

/** What the editor shows at positions in a text: errors, or else findings. `name` is the text's name. */
export function editorMessages(
  name: string,
  errors: readonly string[],
  results: TableResults | undefined,
): EditorMessage[] {
  if (errors.length > 0) return errors.flatMap((line) => errorMessage(name, line) ?? []);
  const inText = (at: FilePosition | undefined): at is FilePosition => at?.file === name;
  return (results?.check.findings ?? []).flatMap(({ at, file: _, ...finding }) =>
    inText(at) ? [{ line: at.line, column: at.column, severity: finding.severity, text: formatFinding(finding) }] : [],
  );
}

/** The message of a line such as `values.yaml:3:5: ...`. Undefined for another text than `name`, or without a position. */
export function errorMessage(name: string, line: string): EditorMessage | undefined {
  const start = `${displayName(name)}:`;
  const rest = line.startsWith(start) ? line.slice(start.length) : "";
  const [, row, column, text = ""] = /^(\d+):(\d+): (.*)$/s.exec(rest) ?? [];
  return row === undefined ? undefined : { line: Number(row), column: Number(column), severity: "error", text };
}
