import assert from "node:assert/strict";
import type { PortRange } from "../../../analysis/model/portRange";
import { portsText } from "../../../analysis/text/portsText";

const range = (protocol: string, first = 1, last = first === 1 ? 65535 : first, names?: string[]): PortRange => ({
  protocol,
  first,
  last,
  ...(names !== undefined && { names }),
});

const table: [text: string, ranges: PortRange[]][] = [
  ["all ports", [range("TCP"), range("UDP"), range("SCTP")]],
  ["all TCP ports and all SCTP ports", [range("TCP"), range("SCTP")]],
  ["TCP 3001, 8081 and UDP 53-60", [range("TCP", 3001), range("TCP", 8081), range("UDP", 53, 60)]],
  ["TCP grpc and TCP 8081", [range("TCP", 1, 65535, ["grpc"]), range("TCP", 8081)]],
  ["TCP 8081 and TCP grpc", [range("TCP", 8081), range("TCP", 1, 8080, ["grpc"]), range("TCP", 8082, 65535, ["grpc"])]],
  ["UDP 8081 and TCP grpc if it is 1-8080", [range("UDP", 8081), range("TCP", 1, 8080, ["grpc"])]],
  ["TCP grpc=http if it is 1-8080", [range("TCP", 1, 8080, ["grpc", "http"])]],
  [
    "all ports but TCP 80 and UDP 1-53",
    [range("TCP", 1, 79), range("TCP", 81, 65535), range("UDP", 54, 65535), range("SCTP")],
  ],
  ["all ports but TCP 81-65535", [range("TCP", 1, 80), range("UDP"), range("SCTP")]],
  ["TCP 1-80 and all UDP ports", [range("TCP", 1, 80), range("UDP")]],
];

describe("portsText", () => {
  for (const [text, ranges] of table) it(`formats "${text}"`, () => assert.equal(portsText(ranges), text));
});
