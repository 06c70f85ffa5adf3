import type { Sides } from "./messages";

/** The first characters of a fragment that contains a state. Another format needs another number. */
const prefix = "#1.";

/** Browsers and chats cut off longer links. */
const maxLength = 30_000;

/** The fragment of a URL that contains the texts, compressed. Undefined if they are too long for a link. */
export async function fragmentOf(sides: Sides): Promise<string | undefined> {
  const text = new TextEncoder().encode(JSON.stringify(sides));
  if (text.length > maxBytes) return undefined;
  const bytes = await throughStream(text, new CompressionStream("deflate-raw"));
  if (bytes.length > maxLength) return undefined;
  const encoded = btoa(String.fromCharCode(...bytes));
  return prefix + encoded.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The texts in a fragment. Undefined if it contains none, or if it is damaged. */
export async function sidesIn(fragment: string): Promise<Sides | undefined> {
  if (!fragment.startsWith(prefix)) return undefined;
  try {
    const binary = atob(fragment.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(await throughStream(bytes, new DecompressionStream("deflate-raw")));
    return sidesOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The texts in a value that anyone may have written. */
function sidesOf(value: unknown): Sides | undefined {
  const { before, after } = Object(value) as Record<string, unknown>;
  const isText = (side: unknown): side is Sides["after"] => {
    const { name, text } = Object(side) as Record<string, unknown>;
    return typeof name === "string" && typeof text === "string";
  };
  if (!isText(after)) return undefined;
  return {
    ...(isText(before) && { before: { name: before.name, text: before.text } }),
    after: { name: after.name, text: after.text },
  };
}

/** A hostile link could expand to much more than fits into memory. A text of this size is too long for a link. */
const maxBytes = 1_000_000;

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > maxBytes) throw new Error("too long");
    chunks.push(part.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
