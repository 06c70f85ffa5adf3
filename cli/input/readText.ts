import { closeSync, openSync, readSync } from "node:fs";
import { escapeText } from "../../args/schema/issue";
import { displayName } from "../filePosition";
import { decodeText } from "./decodeText";
import { InputError } from "./inputError";

/**
 * Reads a file's text, or stdin for `-`, in UTF-8 or UTF-16. Throws `InputError` if the file is larger than `maxBytes` or is not
 * text. Keeps the content of stdin, so that it can be read again.
 */
export function readText(file: string, maxBytes: number): string {
  try {
    const bytes = file === "-" ? stdinBytes(maxBytes) : fileBytes(file, maxBytes);
    return decodeText(bytes ?? fail(`larger than the limit of ${maxBytes / 1024} KiB`), displayName(file));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    fail(reasons[String(error.code)] ?? escapeText(error.message));
  }

  function fail(reason: string): never {
    throw new InputError(`${displayName(file)}: ${reason}`);
  }
}

/** Messages for the most common system errors, by code. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a folder, not a file",
  EACCES: "permission denied",
};

let stdin: Buffer | undefined;

function stdinBytes(maxBytes: number): Buffer | undefined {
  stdin ??= contents(0, maxBytes);
  return stdin === undefined || stdin.length > maxBytes ? undefined : stdin;
}

function fileBytes(file: string, maxBytes: number): Buffer | undefined {
  const descriptor = openSync(file, "r");
  try {
    return contents(descriptor, maxBytes);
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined if there are more than `maxBytes`. Does not read the remaining bytes. */
function contents(descriptor: number, maxBytes: number): Buffer | undefined {
  let buffer = Buffer.alloc(64 * 1024);
  let length = 0;
  for (let read = -1; read !== 0; length += read) {
    if (length > maxBytes) return undefined;
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(length)]);
    read = readSync(descriptor, buffer, length, buffer.length - length, null);
  }
  return buffer.subarray(0, length);
}
