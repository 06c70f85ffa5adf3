import { closeSync, openSync, readSync } from "node:fs";
import { printable } from "../policy/problem";
import { InputError } from "./inputError";

/** The text of a file, `-` for stdin, of at most so many bytes; `name` is how errors call it. */
export function readText(file: string, name: string, largest: number): string {
  try {
    return textOf(file, largest) ?? refuse(`larger than ${largest / 1024} KiB`);
  } catch (error) {
    if (error instanceof Error && "code" in error) refuse(printable(error.message));
    throw error;
  }

  function refuse(why: string): never {
    throw new InputError(`${name}: ${why}`);
  }
}

/** Undefined when it is too large; only so much of it is read. */
function textOf(file: string, largest: number): string | undefined {
  const descriptor = file === "-" ? 0 : openSync(file, "r");
  try {
    let buffer = Buffer.alloc(64 * 1024);
    let length = 0;
    for (let read = -1; read !== 0; length += read) {
      if (length > largest) return undefined;
      if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(length)]);
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    return buffer.toString("utf8", 0, length);
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}
