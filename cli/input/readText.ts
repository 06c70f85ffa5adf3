import { closeSync, openSync, readSync } from "node:fs";
import { escapeText } from "../../args/schema/issue";
import { displayName } from "../filePosition";
import { InputError } from "./inputError";

/**
 * Reads a file's text, or stdin for `-`. Throws `InputError` if the text is larger than `maxBytes`. Keeps the text of stdin, so
 * that it can be read again.
 */
export function readText(file: string, maxBytes: number): string {
  try {
    return (
      (file === "-" ? stdinText(maxBytes) : fileText(file, maxBytes)) ??
      fail(`larger than the limit of ${maxBytes / 1024} KiB`)
    );
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

function stdinText(maxBytes: number): string | undefined {
  stdin ??= contents(0, maxBytes);
  return stdin === undefined || stdin.length > maxBytes ? undefined : stdin.toString("utf8");
}

function fileText(file: string, maxBytes: number): string | undefined {
  const descriptor = openSync(file, "r");
  try {
    return contents(descriptor, maxBytes)?.toString("utf8");
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
