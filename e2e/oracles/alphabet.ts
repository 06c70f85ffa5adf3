// There are only a few values of each kind, so that policies and connections often match or nearly match.

export const namespaces = ["default", "east", "west"] as const;

/** Includes the name of a property that every JavaScript object inherits. */
export const labelKeys = ["app", "tier", "constructor"] as const;

/** Includes the empty value, which differs from an absent label. */
export const labelValues = ["a", "b", ""] as const;

export const protocols = ["TCP", "UDP", "SCTP"] as const;

export const portNames = ["http", "grpc"] as const;

/** Neighboring numbers test the bounds of ranges. The first and the last number are the bounds of all ports. */
export const portNumbers = [1, 80, 81, 82, 83, 65534, 65535] as const;

/** Sixteen addresses that differ only in their last four bits. */
export interface AddressBase {
  /** The length of an address in bits. */
  bits: number;
  /** An address; `last` is from 0 to 15. */
  text: (last: number) => string;
  /** The same address in another spelling, which is invalid only in a policy's CIDR blocks. */
  otherText: (last: number) => string;
  /** CIDR blocks that contain all sixteen addresses. */
  wideBlocks: readonly [string, ...string[]];
}

export type AddressBases = readonly [AddressBase, ...AddressBase[]];

export const ipv4Bases: AddressBases = [
  ipv4Base((last) => `10.0.7.${last}`, "10.0.0.0/8", "10.0.0.0/15"),
  ipv4Base((last) => `10.1.128.${last}`, "10.0.0.0/8", "10.0.0.0/15", "10.1.0.0/16"),
  ipv4Base((last) => `255.255.255.${240 + last}`, "128.0.0.0/1", "255.255.255.0/24"),
];

export const ipv6Bases: AddressBases = [
  {
    bits: 128,
    text: (last) => `2001:db8:1:2:0:4:5:${hex(last)}`,
    otherText: (last) => `2001:db8:1:2::4:5:${hex(last)}`,
    wideBlocks: ["::/0", "2001:db8::/32", "2001:db8:1:2::/64"],
  },
  {
    bits: 128,
    text: (last) => `2001:db8:1:3:4:5:6:${hex(last)}`,
    otherText: (last) => `2001:0DB8:0001:0003:0004:0005:0006:000${hex(last)}`,
    wideBlocks: ["::/0", "2001:db8::/32", "2001:db8:1:3::/64"],
  },
  // As numbers, these equal the first IPv4 addresses.
  {
    bits: 128,
    text: (last) => `::a00:70${hex(last)}`,
    otherText: (last) => `::0:10.0.7.${last}`,
    wideBlocks: ["::/0", "::a00:0/112"],
  },
];

function ipv4Base(text: AddressBase["text"], ...wideBlocks: readonly string[]): AddressBase {
  return { bits: 32, text, otherText: text, wideBlocks: ["0.0.0.0/0", ...wideBlocks] };
}

function hex(value: number): string {
  return value.toString(16);
}
