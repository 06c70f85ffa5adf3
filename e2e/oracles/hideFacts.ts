import type { Connection } from "../../analysis/evaluate/evaluate";
import type { Peer } from "../../analysis/model/peer";
import type { Random } from "../random";
import { queriedPorts } from "./queriedPorts";

/** The same connection without some facts about its ends. */
export function hideFacts(random: Random, connection: Connection): Connection {
  const { from, to, ...port } = connection;
  // If the query is a port name that the target does not declare, its ports stay known: `evaluate` assumes that the name exists.
  const canHidePorts = queriedPorts(connection).length > 0;
  return {
    ...port,
    from: hideFactsOfPeer(random, from, true),
    to: hideFactsOfPeer(random, to, canHidePorts),
  };
}

function hideFactsOfPeer(random: Random, peer: Peer, canHidePorts: boolean): Peer {
  if ("address" in peer) {
    const lengths = peer.address.includes(":") ? ([64, 124, 127] as const) : ([8, 28, 31] as const);
    return random.chance(30) ? peer : { address: `${peer.address}/${random.pick(lengths)}` };
  }
  const { labels, namespaceLabels, ips, ports, ...identity } = peer;
  const someLabels = Object.fromEntries(Object.entries(labels).filter(() => random.chance(50)));
  return {
    ...identity,
    ...(random.chance(40) ? { labels } : { labels: someLabels, mayHaveMoreLabels: true }),
    ...(namespaceLabels !== undefined && random.chance(40) && { namespaceLabels }),
    ...(ips !== undefined && random.chance(40) && { ips }),
    ...(ports !== undefined && (!canHidePorts || random.chance(40)) && { ports }),
  };
}

/** The codes of the facts that a connection lacks. */
export function missingFacts({ from, to }: Connection): string[] {
  return [
    ...[from, to].flatMap((peer) =>
      "address" in peer
        ? peer.address.includes("/")
          ? ["address-in-block"]
          : []
        : [
            ...(peer.mayHaveMoreLabels === true ? ["pod-labels"] : []),
            ...(peer.namespaceLabels === undefined ? ["namespace-labels"] : []),
            ...(peer.ips === undefined ? ["pod-addresses"] : []),
          ],
    ),
    ...(!("address" in to) && to.ports === undefined ? ["port-number"] : []),
  ];
}
