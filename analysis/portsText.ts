import { allPorts } from "./portSet";
import { type PortRange, portRanges } from "./portRange";

const everything = JSON.stringify(portRanges(allPorts));

/** Ports in words: `all ports`, `TCP 8081 and UDP 53-60`, `all SCTP ports`, `TCP grpc`. */
export function portsText(ranges: readonly PortRange[]): string {
  return JSON.stringify(ranges) === everything ? "all ports" : ranges.map(rangeText).join(" and ");
}

function rangeText({ protocol, first, last, names = [] }: PortRange): string {
  const numbers = first === last ? `${first}` : `${first}-${last}`;
  const isAny = first === 1 && last === 65535;
  if (names.length > 0) return `${protocol} ${names.join("=")}${isAny ? "" : ` if it is ${numbers}`}`;
  return isAny ? `all ${protocol} ports` : `${protocol} ${numbers}`;
}
