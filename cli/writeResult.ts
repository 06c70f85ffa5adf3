import { escapeLines } from "./output/escape";
import type { CommandResult } from "./output/commandResult";
import { noteText } from "./output/noteText";

/** Writes a command's text to stdout and its notes to stderr, and sets the exit code. */
export function writeResult({ text, notes, code }: CommandResult): void {
  for (const note of notes) writeError(noteText(note));
  for (const chunk of text) process.stdout.write(escapeLines(chunk));
  process.exitCode = code;
}

/** Writes a message to stderr. */
export function writeError(message: string): void {
  process.stderr.write(`${escapeLines(message)}\n`);
}
