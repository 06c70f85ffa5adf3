/** A CIDR block's address family, and its lowest and highest addresses as numbers (both inclusive). */
export interface AddressRange {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

const widths = { 4: 32, 6: 128 } as const;

/**
 * Parses a CIDR block of either family. Accepts host bits, leading zeros and unusual spellings; compare the text with
 * `canonicalCidr` to reject these. Undefined if the text is not a CIDR block.
 */
export function parseCidr(text: string): AddressRange | undefined {
  const [, address, length] = /^([^/]+)\/(\d+)$/.exec(text) ?? [];
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (parsed === undefined || Number(length) > widths[parsed.family]) return undefined;
  const hostBits = BigInt(widths[parsed.family] - Number(length));
  const first = (parsed.value >> hostBits) << hostBits;
  return { family: parsed.family, first, last: first + (1n << hostBits) - 1n };
}

/** Parses a single address or a CIDR block. Undefined if the text is neither. */
export function parseAddressOrCidr(text: string): AddressRange | undefined {
  const address = parseAddress(text);
  if (address === undefined) return parseCidr(text);
  const { family, value } = address;
  return { family, first: value, last: value };
}

/** An IPv4 or IPv6 address as a number; undefined if the text is neither. */
export function parseAddress(text: string): { family: 4 | 6; value: bigint } | undefined {
  if (text.includes(":")) {
    const value = parseIPv6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parseIPv4(text);
  return value === undefined ? undefined : { family: 4, value };
}

/** Whether `outer` contains all addresses in `inner`. */
export function isInside(inner: AddressRange, outer: AddressRange): boolean {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}

/** The only notation that the API server accepts without a warning: no host bits, and IPv6 as in RFC 5952. */
export function canonicalCidr({ family, first, last }: AddressRange): string {
  const length = widths[family] - (last - first + 1n).toString(2).length + 1;
  return `${family === 4 ? formatIPv4(first) : formatIPv6(first)}/${length}`;
}

/**
 * A CIDR block as API servers and network plugins understand it, in canonical form: without host bits, and in IPv4 notation if it
 * is IPv4-mapped. Servers before 1.36 store any notation, and later servers keep what is stored. Undefined if the text is not a CIDR
 * block.
 * https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/4858-ip-cidr-validation
 */
export function normalizedCidr(text: string): string | undefined {
  const block = parseCidr(text);
  if (block === undefined || !isIPv4Mapped(block)) return block && canonicalCidr(block);
  return canonicalCidr({ family: 4, first: block.first & 0xffffffffn, last: block.last & 0xffffffffn });
}

/** Whether a block contains only IPv4-mapped IPv6 addresses (`::ffff:10.0.0.1`), which the API server rejects. */
export function isIPv4Mapped({ family, first, last }: AddressRange): boolean {
  return family === 6 && first >> 32n === 0xffffn && last >> 32n === 0xffffn;
}

function parseIPv4(text: string): bigint | undefined {
  if (!/^\d+(\.\d+){3}$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  return bytes.some((byte) => byte > 255) ? undefined : bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[]?];

  // The last group may be an IPv4 address: ::ffff:10.0.0.1.
  const groups = tail ?? head;
  const dotted = groups.at(-1);
  if (dotted?.includes(".")) {
    const value = parseIPv4(dotted);
    if (value === undefined) return undefined;
    groups.splice(-1, 1, (value >> 16n).toString(16), (value & 0xffffn).toString(16));
  }

  const zeroGroups = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? zeroGroups !== 0 : zeroGroups < 1) return undefined;
  const all = tail === undefined ? head : [...head, ...Array<string>(zeroGroups).fill("0"), ...tail];
  if (!all.every((group) => /^0*[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function formatIPv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
}

function formatIPv6(value: bigint): string {
  // The API server expects the notation of Go's net/netip, which writes IPv4-mapped addresses with dots.
  if (value >> 32n === 0xffffn) return `::ffff:${formatIPv4(value & 0xffffffffn)}`;
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  // RFC 5952: "::" replaces the longest run of two or more zero groups. If several runs are equally long, it replaces
  // the first.
  let longest = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === "0") length++;
    if (length > longest.length) longest = { start, length };
  }
  if (longest.length < 2) return groups.join(":");
  return `${groups.slice(0, longest.start).join(":")}::${groups.slice(longest.start + longest.length).join(":")}`;
}
