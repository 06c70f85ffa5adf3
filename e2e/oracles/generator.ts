import type { Connection } from "../../analysis/evaluate";
import type { ContainerPort, Party } from "../../analysis/party";
import type { NetworkPolicyManifest } from "../../policy/notation";
import { type Draw, sample } from "../agreement/draw";
import { portNumbers, protocols } from "./alphabet";
import { anyPolicy } from "./anyPolicy";
import { anyWorld, type World } from "./world";

export interface Case {
  policies: NetworkPolicyManifest[];
  connections: Connection[];
}

/** Cases of ten connections each. The same seed gives the same cases. */
export function cases(seed: number, connections: number): Case[] {
  return sample(seed, Math.ceil(connections / 10), (draw) => {
    const world = anyWorld(draw);
    const count = draw.integer(2, 6);
    return {
      policies: Array.from({ length: count }, (_, i) => anyPolicy(draw, `policy-${i}`)),
      connections: draw.many(10, 10, () => anyConnection(draw, world)),
    };
  });
}

function anyConnection(draw: Draw, { pods, addresses }: World): Connection {
  const end = (): Party => (draw.chance(80) ? draw.pick(pods) : draw.pick(addresses));
  const to = end();
  return { from: end(), to, ...(draw.chance(90) ? onePort(draw, to) : anyPortAtAll(draw)) };
}

function onePort(draw: Draw, to: Party): Pick<Connection, "port" | "protocol"> {
  const [first, ...others] = "address" in to ? [] : (to.ports ?? []);
  if (first !== undefined && draw.chance(60)) {
    const declared = draw.pick([first, ...others]);
    const { name, containerPort, protocol } = declared;
    // A name that stands for two numbers asks about neither.
    const isClear = namesakes(declared, [first, ...others]).every((other) => other.containerPort === containerPort);
    const port = name !== undefined && isClear && draw.chance(50) ? name : containerPort;
    return { port, ...(protocol !== undefined && { protocol }) };
  }
  return { port: draw.pick(portNumbers), ...(draw.chance(60) && { protocol: draw.pick(protocols) }) };
}

function namesakes(port: ContainerPort, declared: readonly ContainerPort[]): ContainerPort[] {
  return declared.filter(({ name, protocol = "TCP" }) => name === port.name && protocol === (port.protocol ?? "TCP"));
}

function anyPortAtAll(draw: Draw): Pick<Connection, "protocol"> {
  return draw.chance(50) ? {} : { protocol: draw.pick(protocols) };
}
