import type { CommandResult } from "../../cli/output/commandResult";
import { escapeLines } from "../../cli/output/escape";
import { noteText } from "../../cli/output/noteText";

/** The note that a command prints if no file is passed. */
export const defaultsNote = "no input files: using the policies that Vald documents\n";

/** The output that a command would print, and its exit code. */
export function captured({ text, notes, code }: CommandResult): { code: number; stdout: string; stderr: string } {
  return {
    code,
    stdout: [...text].map(escapeLines).join(""),
    stderr: notes.map((note) => `${escapeLines(noteText(note))}\n`).join(""),
  };
}
