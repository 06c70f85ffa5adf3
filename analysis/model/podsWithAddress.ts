import { parseAddress } from "../../kubernetes/cidr";
import type { Pod } from "./peer";

/** The pods that have a single address, in any spelling. */
export function podsWithAddress(address: string, pods: readonly Pod[] = []): Pod[] {
  const asked = parseAddress(address);
  if (asked === undefined) return [];
  return pods.filter(({ ips = [] }) =>
    ips.some((ip) => {
      const own = parseAddress(ip);
      return own?.family === asked.family && own.value === asked.value;
    }),
  );
}
