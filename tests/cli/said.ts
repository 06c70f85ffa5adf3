import type { Result } from "../../cli/result";

/** What a command would print, and its exit code. */
export function said({ text, notes, code }: Result): { code: number; stdout: string; stderr: string } {
  return { code, stdout: [...text].join(""), stderr: notes.map((note) => `${note}\n`).join("") };
}
