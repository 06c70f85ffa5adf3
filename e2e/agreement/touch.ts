import { BlockList, isIP, SocketAddress } from "node:net";

/** Whether two ranges have an address in common, as Node sees it; where one of them is no range, they may. */
export function mayTouch(one: unknown, other: unknown): boolean {
  const [first, second] = [rangeOf(one), rangeOf(other)];
  if (first === undefined || second === undefined) return true;
  // Of two ranges that meet, the wider one holds the other's address.
  return holds(first, second) || holds(second, first);
}

interface Subnet {
  address: SocketAddress;
  length: number;
}

function rangeOf(text: unknown): Subnet | undefined {
  const [, address = "", digits] = /^([^/]*)\/(\d{1,3})$/.exec(String(text)) ?? [];
  const family = isIP(address);
  const length = Number(digits);
  if (family === 0 || length > (family === 4 ? 32 : 128)) return undefined;
  return { address: new SocketAddress({ address, family: family === 4 ? "ipv4" : "ipv6" }), length };
}

function holds({ address, length }: Subnet, other: Subnet): boolean {
  if (address.family !== other.address.family) return false;
  const list = new BlockList();
  list.addSubnet(address, length);
  return list.check(other.address);
}
