import assert from "node:assert/strict";
import fc from "fast-check";
import { addressesOf } from "../../analysis/addresses";
import { evaluate } from "../../analysis/evaluate";
import { isolations } from "../../analysis/isolation";
import type { Opening } from "../../analysis/regions/opening";
import type { Party } from "../../analysis/party";
import { onePort, portsBeyond, resolved } from "../../analysis/portSet";
import { reach } from "../../analysis/regions/reach";
import type { Region } from "../../analysis/regions/region";
import { address, knownPod, policies, portAndProtocol } from "../arbitraries/world";

describe("reach, over any policies", () => {
  for (const direction of ["ingress", "egress"] as const) {
    for (const mode of ["certain", "possible"] as const) {
      it(`holds exactly the parties that evaluate lets through (${direction}, ${mode})`, () => {
        fc.assert(
          fc.property(policies, knownPod, fc.oneof(knownPod, address), portAndProtocol, (all, pod, other, asked) => {
            const [from, to] = direction === "ingress" ? [other, pod] : [pod, other];
            const { verdict } = evaluate(all, { from, to, ...asked });
            const openings = reach(isolations(all), pod, direction, mode);
            const covered = openings.some((opening) => holds(opening, other, to, asked));
            assert.equal(covered ? "allowed" : "denied", verdict);
          }),
          { numRuns: 400 },
        );
      });
    }
  }
});

/** Whether an opening lets a party through on a port, by what the opening says of itself. */
function holds(opening: Opening, party: Party, target: Party, asked: { port: number; protocol: string }): boolean {
  const isOpen = portsBeyond(onePort(asked.protocol, asked.port), resolved(opening.ports, target)) === undefined;
  return isOpen && isIn(opening.parties, party) && !opening.except.some((hole) => isIn(hole, party));
}

function isIn({ pods, labels, addresses }: Region, party: Party): boolean {
  const isPod = !("address" in party);
  if (pods !== undefined && pods !== isPod) return false;
  const own = isPod ? party.ips! : [party.address];
  const isInside = own.some((text) => {
    const at = addressesOf(text)[0]!.start;
    return addresses.some(({ start, end }) => start <= at && at < end);
  });
  if (!isInside) return false;
  return [...labels].every(([key, { values, negated, absent }]) => {
    if (!isPod) return false;
    const [room, ...rest] = key.split("/");
    const value = (room === "pod" ? party.labels : party.namespaceLabels!)[rest.join("/")];
    return value === undefined ? absent : values.includes(value) !== negated;
  });
}
