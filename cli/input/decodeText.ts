import { InputError } from "./inputError";

/**
 * The text of a file's bytes: UTF-8, or UTF-16 as PowerShell writes it, without a byte order mark. UTF-16 without a byte order
 * mark is recognized if its first characters are ASCII. `name` is the file's name for messages. Throws `InputError` if the
 * bytes are not text.
 */
export function decodeText(bytes: Buffer, name: string): string {
  const text = encodingOf(bytes) === "utf16" ? utf16Text(bytes) : bytes.toString("utf8");
  if (text.includes("\u0000") || isCompressed(bytes))
    throw new InputError(
      `${name}: not a text file; pass YAML or JSON, such as the output of \`helm template\` or \`kubectl get -o yaml\``,
    );
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

const byteOrderMark = "\ufeff";

function encodingOf(bytes: Buffer): "utf8" | "utf16" {
  return isLittleEndian(bytes) || isBigEndian(bytes) ? "utf16" : "utf8";
}

function utf16Text(bytes: Buffer): string {
  // The last byte of an odd number of bytes is not a character.
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (isLittleEndian(bytes) ? whole : Buffer.from(whole).swap16()).toString("utf16le");
}

/** Whether the first characters are a byte order mark or ASCII, in UTF-16LE. */
function isLittleEndian(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || hasZeros(bytes, 1);
}

function isBigEndian(bytes: Buffer): boolean {
  return (bytes[0] === 0xfe && bytes[1] === 0xff) || hasZeros(bytes, 0);
}

/** Whether in each of the first two pairs of bytes, only the byte at `offset` is zero. */
function hasZeros(bytes: Buffer, offset: 0 | 1): boolean {
  return bytes.length >= 4 && [0, 1, 2, 3].every((i) => (bytes[i] === 0) === (i % 2 === offset));
}

/** Whether this is a gzip file, such as a packaged chart. */
function isCompressed(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
