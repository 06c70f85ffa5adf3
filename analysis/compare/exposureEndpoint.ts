import { allAddresses } from "../model/addresses";
import { subtractIntervals } from "../model/intervals";
import type { ComponentPods } from "../sets/componentPods";
import type { Exposure } from "../sets/exposure";
import { allPeers, isAddressLimited, type PeerSet, subtract } from "../sets/peerSet";
import { endpointOf, type ResultEndpoint } from "../sets/resultEndpoint";

/**
 * The peers of an exposure as an endpoint. Peers limited by address are named by their addresses only, even if policies isolate
 * some pods among them.
 */
export function exposureEndpoint({ peers, except }: Exposure, components: readonly ComponentPods[]): ResultEndpoint {
  return isAddressLimited(peers) ? addressEndpoint(peers, components) : endpointOf(peers, except, components);
}

/** What the other exposures leave of the peers of an exposure. */
export function remainingEndpoint(
  exposure: Exposure,
  others: readonly Exposure[],
  components: readonly ComponentPods[],
): ResultEndpoint {
  const { peers } = exposure;
  if (isAddressLimited(peers)) {
    const blocks = others.filter((other) => isAddressLimited(other.peers) && other.peers.pods === undefined);
    const rest = blocks.reduce((left, other) => subtractIntervals(left, other.peers.addresses), peers.addresses);
    // If the other blocks cover all addresses, only pods with such an address differ.
    return addressEndpoint({ ...peers, addresses: rest.length === 0 ? peers.addresses : rest }, components);
  }
  const whole = others.filter((other) => other.except.length === 0).map((other) => other.peers);
  const [only, ...more] = whole.reduce<readonly PeerSet[]>(
    (rest, other) => (rest.length > 1 ? rest : rest.flatMap((set) => subtract(set, other))),
    [peers],
  );
  if (only === peers || exposure.except.length > 0) return exposureEndpoint(exposure, components);
  const isSimple = only !== undefined && more.length === 0 && ![...only.labels.values()].some(({ negated }) => negated);
  return isSimple ? endpointOf(only, [], components) : endpointOf(peers, whole, components);
}

function addressEndpoint(peers: PeerSet, components: readonly ComponentPods[]): ResultEndpoint {
  if (peers.pods !== true) return endpointOf({ ...allPeers, addresses: peers.addresses }, [], components);
  const isAnyAddress = peers.addresses === allAddresses;
  return isAnyAddress ? endpointOf(peers, [], components) : endpointOf(peers, [], []);
}
