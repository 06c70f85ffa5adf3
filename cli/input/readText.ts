import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { escapeText } from "../../args/schema/issue";
import { displayName } from "../filePosition";
import { decodeText } from "./decodeText";
import { InputError } from "./inputError";

/**
 * Reads a file's text, or stdin for `-`, in UTF-8 or UTF-16. Throws `InputError` if the file is larger than `maxBytes` or is not
 * text. A stream, such as stdin or the pipe of a process substitution, can be read only once, so its contents are kept and can be
 * requested again.
 */
export function readText(file: string, maxBytes: number): string {
  return decodeText(readBytes(file, maxBytes), displayName(file));
}

/** Like `readText`, but returns the bytes. */
export function readBytes(file: string, maxBytes: number): Buffer {
  try {
    return bytesOf(file, maxBytes) ?? fail(`larger than the limit of ${maxBytes / 1024} KiB`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    fail(reasons[String(error.code)] ?? escapeText(error.message));
  }

  function fail(reason: string): never {
    throw new InputError(`${displayName(file)}: ${reason}`);
  }
}

/** Whether a file name stands for stdin. */
export function isStdin(file: string): boolean {
  return ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].includes(file);
}

/** Messages for the most common system errors, by code. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "is a folder, not a file",
  EACCES: "permission denied",
};

/** What was read from streams, by file name. */
const streams = new Map<string, Buffer>();

/** Undefined if there are more than `maxBytes`. */
function bytesOf(file: string, maxBytes: number): Buffer | undefined {
  const name = isStdin(file) ? "-" : file;
  const known = streams.get(name);
  if (known !== undefined) return known.length > maxBytes ? undefined : known;
  const descriptor = name === "-" ? 0 : openSync(name, "r");
  try {
    const bytes = contents(descriptor, maxBytes);
    // If stdin is a file, a second read would start at the end.
    const isStream = descriptor === 0 || !fstatSync(descriptor).isFile();
    if (bytes !== undefined && isStream) streams.set(name, bytes);
    return bytes;
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
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
