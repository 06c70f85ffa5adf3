// Few values of each kind, so that policies and connections often meet and often just miss each other.

export const namespaces = ["default", "east", "west"] as const;

export const labelKeys = ["app", "tier", "team"] as const;

/** Also the empty value, which is not the same as no label. */
export const labelValues = ["a", "b", ""] as const;

export const protocols = ["TCP", "UDP", "SCTP"] as const;

export const portNames = ["http", "grpc"] as const;

/** Neighbours, for what ends just before; and both ends of what there is. */
export const portNumbers = [1, 80, 81, 82, 83, 65534, 65535] as const;

/** Addresses that differ in their last four bits only. */
export interface AddressBase {
  /** The bits of an address. */
  bits: number;
  text: (last: number) => string;
  every: string;
}

/** The addresses of the last have the numbers of the first, in IPv6. */
export const addressBases: readonly [AddressBase, AddressBase, AddressBase] = [
  { bits: 32, text: (last) => `10.0.0.${last}`, every: "0.0.0.0/0" },
  { bits: 128, text: (last) => (last === 0 ? "fd00::" : `fd00::${last.toString(16)}`), every: "::/0" },
  { bits: 128, text: (last) => `::a00:${last.toString(16)}`, every: "::/0" },
];
