import { InputError } from "../../cli/input/inputError";
import type { NamedText } from "./messages";

// In the playground, this module replaces cli/input/readText: files are the texts of the editor.

const files = new Map<string, string>();

export function setFiles(all: readonly NamedText[]): void {
  files.clear();
  for (const { name, text } of all) files.set(name, text);
}

export function readText(file: string, maxBytes: number): string {
  const text = files.get(file) ?? "";
  if (text.length > maxBytes) throw new InputError(`${file}: larger than the limit of ${maxBytes / 1024} KiB`);
  return text;
}

export function isStdin(): boolean {
  return false;
}
