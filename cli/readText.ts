import { closeSync, openSync, readSync } from "node:fs";
import { printable } from "../policy/problem";
import { InputError } from "./inputError";

/**
 * The text of a file, `-` for stdin, of at most so many bytes; `name` is how errors call it. Stdin is kept, so that it can be
 * asked for again.
 */
export function readText(file: string, name: string, largest: number): string {
  try {
    return (file === "-" ? stdinText(largest) : fileText(file, largest)) ?? refuse(`larger than ${largest / 1024} KiB`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    refuse(reasons[String(error.code)] ?? printable(error.message));
  }

  function refuse(why: string): never {
    throw new InputError(`${name}: ${why}`);
  }
}

/** What most often stands in the way, by the system's name for it. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
};

/** A file as it is shown. */
export function shownName(file: string): string {
  return file === "-" ? "<stdin>" : printable(file);
}

let stdin: Buffer | undefined;

function stdinText(largest: number): string | undefined {
  stdin ??= contents(0, largest);
  return stdin === undefined || stdin.length > largest ? undefined : stdin.toString("utf8");
}

function fileText(file: string, largest: number): string | undefined {
  const descriptor = openSync(file, "r");
  try {
    return contents(descriptor, largest)?.toString("utf8");
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined when it is too large; only so much of it is read. */
function contents(descriptor: number, largest: number): Buffer | undefined {
  let buffer = Buffer.alloc(64 * 1024);
  let length = 0;
  for (let read = -1; read !== 0; length += read) {
    if (length > largest) return undefined;
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(length)]);
    read = readSync(descriptor, buffer, length, buffer.length - length, null);
  }
  return buffer.subarray(0, length);
}
