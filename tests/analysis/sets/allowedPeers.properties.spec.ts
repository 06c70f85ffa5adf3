import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../analysis/evaluate/evaluate";
import { parseAddresses } from "../../../analysis/model/addresses";
import { effectivePolicies } from "../../../analysis/model/effectivePolicy";
import type { Peer } from "../../../analysis/model/peer";
import { onePort, resolveNamedPorts, subtractPorts } from "../../../analysis/model/portSet";
import { allowedPeers } from "../../../analysis/sets/allowedPeers";
import type { Exposure } from "../../../analysis/sets/exposure";
import type { PeerSet } from "../../../analysis/sets/peerSet";
import { address, knownPod, policies, portAndProtocol } from "../../../testing/arbitraries/fixture";

describe("allowedPeers, for any policies", () => {
  for (const direction of ["ingress", "egress"] as const) {
    for (const mode of ["certain", "possible"] as const) {
      it(`contains exactly the peers whose connection evaluate allows (${direction}, ${mode})`, () => {
        fc.assert(
          fc.property(policies, knownPod, fc.oneof(knownPod, address), portAndProtocol, (all, pod, peer, query) => {
            const [from, to] = direction === "ingress" ? [peer, pod] : [pod, peer];
            const { verdict } = evaluate(all, { from, to, ...query });
            const exposures = allowedPeers(effectivePolicies(all), pod, direction, mode);
            const isAllowed = exposures.some((exposure) => includes(exposure, peer, to, query));
            assert.equal(isAllowed ? "allowed" : "denied", verdict);
          }),
          { numRuns: 400 },
        );
      });
    }
  }
});

function includes(exposure: Exposure, peer: Peer, target: Peer, query: { port: number; protocol: string }): boolean {
  const isOpen =
    subtractPorts(onePort(query.protocol, query.port), resolveNamedPorts(exposure.ports, target)) === undefined;
  return isOpen && isIn(exposure.peers, peer) && !exposure.except.some((exclusion) => isIn(exclusion, peer));
}

function isIn({ pods, labels, addresses }: PeerSet, peer: Peer): boolean {
  const isPod = !("address" in peer);
  if (pods !== undefined && pods !== isPod) return false;
  const hasAddress = (isPod ? peer.ips! : [peer.address]).some((text) => {
    const at = parseAddresses(text)[0]!.start;
    return addresses.some(({ start, end }) => start <= at && at < end);
  });
  if (!hasAddress) return false;
  return [...labels].every(([prefixedKey, { values, negated, allowsAbsent }]) => {
    if (!isPod) return false;
    const [prefix, ...key] = prefixedKey.split("/");
    const value = (prefix === "pod" ? peer.labels : peer.namespaceLabels!)[key.join("/")];
    return value === undefined ? allowsAbsent : values.includes(value) !== negated;
  });
}
