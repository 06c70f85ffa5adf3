import { allPorts } from "./portSet";
import { type PortRange, portRanges } from "./portRange";

const everything = JSON.stringify(portRanges(allPorts));

/** Ports in words: `all ports`, `TCP 3001, 8081 and UDP 53-60`, `all SCTP ports`, `TCP grpc`. */
export function portsText(ranges: readonly PortRange[]): string {
  if (JSON.stringify(ranges) === everything) return "all ports";
  return ranges
    .map((range, i) => {
      const before = ranges[i - 1];
      if (before === undefined) return rangeText(range);
      // The protocol is said once for numbers in a row.
      const isSame = before.protocol === range.protocol && isPlain(before) && isPlain(range);
      return isSame ? `, ${numbersText(range)}` : ` and ${rangeText(range)}`;
    })
    .join("");
}

function rangeText(range: PortRange): string {
  const { protocol, names = [] } = range;
  if (names.length > 0) return `${protocol} ${names.join("=")}${isAny(range) ? "" : ` if it is ${numbersText(range)}`}`;
  return isAny(range) ? `all ${protocol} ports` : `${protocol} ${numbersText(range)}`;
}

function numbersText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** Whether it is said by its numbers alone. */
function isPlain(range: PortRange): boolean {
  return (range.names ?? []).length === 0 && !isAny(range);
}

function isAny({ first, last }: PortRange): boolean {
  return first === 1 && last === 65535;
}
