import { type Draw, sample, type Tree } from "./draw";
import { mistakes } from "./mistakes/index";
import type { Mistakes } from "./mistakes/mistake";
import { validAnnotations, validLabels, validName, validNamespace, validRule } from "./valid";
import { validApiServer, validDnsPlace, validEdge, validServedPorts } from "./validEdges";

/** Args as a user may give them, right or wrong; only the two judges know which. */
export interface Case {
  args: Tree;
  /** The component that has settings of its own. */
  component: string;
  /** The names of what was done to args that were right at first. */
  mistakes: string[];
}

/** The components and their app labels, as Vald's Helm chart has them. */
export const apps: Readonly<Record<string, string>> = {
  agent: "vald-agent",
  discoverer: "vald-discoverer",
  filterGateway: "vald-filter-gateway",
  lbGateway: "vald-lb-gateway",
  indexManager: "vald-manager-index",
  mirrorGateway: "vald-mirror-gateway",
  agentReadreplica: "agent-readreplica",
  indexCreation: "vald-index-creation",
  indexSave: "vald-index-save",
  indexCorrection: "vald-index-correction",
  indexDeletion: "vald-index-deletion",
  readreplicaRotator: "vald-readreplica-rotate",
};

// A cast: there are components.
const components = Object.keys(apps) as [string, ...string[]];

type MistakeEntry = [name: string, make: Mistakes[string]];

// A cast: the catalogue is not empty.
const catalogue = Object.entries(mistakes) as [MistakeEntry, ...MistakeEntry[]];

/** Cases with none, one or two mistakes. The same seed gives the same cases. */
export function cases(seed: number, count: number): Case[] {
  return sample(seed, count, (draw) => {
    const component = draw.pick(components);
    const args = validArgs(draw, component);
    const chosen = draw.pick([0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
    const made = draw.many(chosen, chosen, () => {
      const [name, make] = draw.pick(catalogue);
      make({ args, component, draw });
      return name;
    });
    return { args, component, mistakes: made };
  });
}

function validArgs(draw: Draw, component: string): Tree {
  return {
    ...(draw.chance(30) && { namespace: validNamespace(draw) }),
    ...(draw.chance(60) && {
      defaults: {
        ...(draw.chance(90) && {
          networkPolicy: {
            ...(draw.chance(20) && { enabled: draw.chance(80) }),
            ...(draw.chance(80) && { custom: validCustom(draw) }),
          },
        }),
        ...(draw.chance(20) && { ports: validServedPorts(draw) }),
      },
    }),
    ...(draw.chance(20) && { instanceLabels: validLabels(draw, 1) }),
    ...(draw.chance(20) && { namePrefix: draw.pick(["", "blue-", "a.b.", "0", "n".repeat(63)]) }),
    ...(draw.chance(70) && {
      components: {
        [component]: {
          ...(draw.chance(50) && { enabled: draw.chance(80) }),
          ...(draw.chance(30) && { name: validName(draw) }),
          ...(draw.chance(30) && { podLabels: validLabels(draw, 1) }),
          ...(draw.chance(20) && { ports: validServedPorts(draw) }),
          ...(draw.chance(70) && { custom: validCustom(draw) }),
        },
      },
    }),
    ...(draw.chance(40) && { edges: draw.many(0, 3, () => validEdge(draw)) }),
    ...(draw.chance(30) && { edgePorts: draw.pick(["any", "vald", "vald"]) }),
    ...(draw.chance(20) && { apiServer: validApiServer(draw) }),
    ...(draw.chance(20) && { dns: draw.many(1, 2, () => validDnsPlace(draw)) }),
    ...(draw.chance(10) && { cni: draw.pick(["cilium", "kube-router"]) }),
    ...(draw.chance(10) && { ignore: draw.many(0, 2, () => ({ id: "everyone", reason: "meant" })) }),
    ...(draw.chance(30) && { labels: validLabels(draw) }),
    ...(draw.chance(30) && { annotations: validAnnotations(draw) }),
  };
}

function validCustom(draw: Draw): Tree {
  return {
    ...(draw.chance(75) && { ingress: draw.many(0, 2, () => validRule(draw, "from")) }),
    ...(draw.chance(75) && { egress: draw.many(0, 2, () => validRule(draw, "to")) }),
  };
}
