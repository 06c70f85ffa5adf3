import { BlockList, isIP, SocketAddress } from "node:net";

interface Subnet {
  address: SocketAddress;
  length: number;
}

/** Whether two CIDR blocks have an address in common, according to Node. Also true if one of the texts is not a CIDR block. */
export function mayOverlap(first: unknown, second: unknown): boolean {
  const [a, b] = [parseSubnet(first), parseSubnet(second)];
  if (a === undefined || b === undefined) return true;
  // If two blocks overlap, the larger one contains the first address of the other.
  return contains(a, b.address) || contains(b, a.address);
}

function parseSubnet(text: unknown): Subnet | undefined {
  const [, address = "", digits] = /^([^/]*)\/(\d{1,3})$/.exec(String(text)) ?? [];
  const family = isIP(address);
  const length = Number(digits);
  if (family === 0 || length > (family === 4 ? 32 : 128)) return undefined;
  return { address: new SocketAddress({ address, family: family === 4 ? "ipv4" : "ipv6" }), length };
}

function contains({ address, length }: Subnet, other: SocketAddress): boolean {
  if (address.family !== other.family) return false;
  const list = new BlockList();
  list.addSubnet(address, length);
  return list.check(other);
}
