import type { Connection } from "../../analysis/evaluate/evaluate";
import type { ContainerPort, Peer } from "../../analysis/model/peer";
import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { type Draw, sample } from "../apiServerParity/draw";
import { type AddressBases, ipv4Bases, ipv6Bases, portNames, portNumbers, protocols } from "./alphabet";
import { hideFacts } from "./hideFacts";
import { type Fixture, randomFixture } from "./randomFixture";
import { randomPolicy } from "./randomPolicy";

/** Policies, and queries to answer under these policies. */
export interface Case {
  policies: NetworkPolicyManifest[];
  queries: Query[];
}

/** A connection between peers without unknown facts. */
export interface Query {
  connection: Connection;
  /** The same connection with some facts hidden. */
  partial?: Connection;
}

/** Cases of ten connections each. The same seed gives the same cases. */
export function randomCases(seed: number, connections: number): Case[] {
  return sample(seed, Math.ceil(connections / 10), (draw) => {
    const [ipv4, ipv6] = [mainAndOther(draw, ipv4Bases), mainAndOther(draw, ipv6Bases)];
    const fixture = randomFixture(draw, { ipv4, ipv6 });
    const count = draw.integer(3, 7);
    return {
      policies: Array.from({ length: count }, (_, i) => randomPolicy(draw, `policy-${i}`, [...ipv4, ...ipv6])),
      queries: draw.many(10, 10, () => {
        const connection = randomConnection(draw, fixture);
        return { connection, ...(draw.chance(50) && { partial: hideFacts(draw, connection) }) };
      }),
    };
  });
}

/** Prefers one base to another, so that the policies' blocks often contain the peers. */
function mainAndOther(draw: Draw, bases: AddressBases): AddressBases {
  const main = draw.pick(bases);
  return [main, main, draw.pick(bases)];
}

function randomConnection(draw: Draw, { pods, addresses }: Fixture): Connection {
  const peer = (): Peer => (draw.chance(80) ? draw.pick(pods) : draw.pick(addresses));
  const to = peer();
  return { from: peer(), to, ...(draw.chance(90) ? randomPort(draw, to) : anyPort(draw)) };
}

function randomPort(draw: Draw, to: Peer): Pick<Connection, "port" | "protocol"> {
  const [first, ...others] = "address" in to ? [] : (to.ports ?? []);
  if (first !== undefined && draw.chance(60)) {
    const declared = draw.pick([first, ...others]);
    const { name, containerPort, protocol } = declared;
    const port = name !== undefined && isClear(declared, [first, ...others]) && draw.chance(50) ? name : containerPort;
    return { port, ...(protocol !== undefined && { protocol }) };
  }
  // Sometimes, the query is a name that the target does not declare.
  if (first === undefined && draw.chance(20)) return { port: draw.pick(portNames) };
  return { port: draw.pick(portNumbers), ...(draw.chance(60) && { protocol: draw.pick(protocols) }) };
}

/** Whether a port's name refers to only one number. Otherwise a query by name would be ambiguous. */
function isClear(port: ContainerPort, declared: readonly ContainerPort[]): boolean {
  return declared.every(
    ({ name, containerPort, protocol = "TCP" }) =>
      name !== port.name || protocol !== (port.protocol ?? "TCP") || containerPort === port.containerPort,
  );
}

function anyPort(draw: Draw): Pick<Connection, "protocol"> {
  return draw.chance(50) ? {} : { protocol: draw.pick(protocols) };
}
