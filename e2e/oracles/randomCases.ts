import type { Connection } from "../../analysis/evaluate/evaluate";
import type { ContainerPort, Peer } from "../../analysis/model/peer";
import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { type Random, sample } from "../random";
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
  return sample(seed, Math.ceil(connections / 10), (random) => {
    const [ipv4, ipv6] = [mainAndOther(random, ipv4Bases), mainAndOther(random, ipv6Bases)];
    const fixture = randomFixture(random, { ipv4, ipv6 });
    const count = random.integer(3, 7);
    return {
      policies: Array.from({ length: count }, (_, i) => randomPolicy(random, `policy-${i}`, [...ipv4, ...ipv6])),
      queries: random.list(10, 10, () => {
        const connection = randomConnection(random, fixture);
        return { connection, ...(random.chance(50) && { partial: hideFacts(random, connection) }) };
      }),
    };
  });
}

/** Prefers one base to another, so that the policies' blocks often contain the peers. */
function mainAndOther(random: Random, bases: AddressBases): AddressBases {
  const main = random.pick(bases);
  return [main, main, random.pick(bases)];
}

function randomConnection(random: Random, { pods, addresses }: Fixture): Connection {
  const peer = (): Peer => (random.chance(80) ? random.pick(pods) : random.pick(addresses));
  const to = peer();
  return { from: peer(), to, ...(random.chance(90) ? randomPort(random, to) : anyPort(random)) };
}

function randomPort(random: Random, to: Peer): Pick<Connection, "port" | "protocol"> {
  const [first, ...others] = "address" in to ? [] : (to.ports ?? []);
  if (first !== undefined && random.chance(60)) {
    const declared = random.pick([first, ...others]);
    const { name, containerPort, protocol } = declared;
    const port =
      name !== undefined && isClear(declared, [first, ...others]) && random.chance(50) ? name : containerPort;
    return { port, ...(protocol !== undefined && { protocol }) };
  }
  // Sometimes, the query is a name that the target does not declare.
  if (first === undefined && random.chance(20)) return { port: random.pick(portNames) };
  return { port: random.pick(portNumbers), ...(random.chance(60) && { protocol: random.pick(protocols) }) };
}

/** Whether a port's name refers to only one number. Otherwise a query by name would be ambiguous. */
function isClear(port: ContainerPort, declared: readonly ContainerPort[]): boolean {
  return declared.every(
    ({ name, containerPort, protocol = "TCP" }) =>
      name !== port.name || protocol !== (port.protocol ?? "TCP") || containerPort === port.containerPort,
  );
}

function anyPort(random: Random): Pick<Connection, "protocol"> {
  return random.chance(50) ? {} : { protocol: random.pick(protocols) };
}
