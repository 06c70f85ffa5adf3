import type { Edge, Endpoint, Use } from "../graph/graph";
import type { EdgeArgs, EdgeEndpoint, NetworkPoliciesArgs, ValueKinds } from "./args";
import { resolveExternalEndpoint } from "./externalEndpoint";
import { platformEndpoints } from "./platformEndpoints";
import type { ResolvedComponent, RuleOrigin } from "./resolvedArgs";
import type { Path } from "./schema/issue";
import type { RuleKinds } from "./ruleKinds";

/** An edge between endpoints that exist. */
export interface ResolvedEdge<V extends ValueKinds, E extends Edge> {
  from: Endpoint<V>;
  to: Endpoint<V>;
  /** Absent: all ports. */
  ports?: V["ports"];
  origin: RuleOrigin<E>;
}

type Deployed<V extends ValueKinds> = readonly Pick<ResolvedComponent<V, RuleKinds>, "component" | "servedPorts">[];

/**
 * An edge of the graph under these args: one edge for each platform endpoint, with ports if `edgePorts` is `vald`, and no
 * edge where platform edges replace a namespace-wide one.
 */
export function resolveGraphEdge<V extends ValueKinds, E extends Edge>(
  edge: E,
  args: NetworkPoliciesArgs<V>,
  deployed: Deployed<V>,
): ResolvedEdge<V, E>[] {
  const from: Endpoint<V> = edge.from;
  const origin: RuleOrigin<E> = { kind: "graph", edge };
  if (edge.to.kind === "platform") {
    return platformEndpoints(edge.to, args).map(({ path, ...platform }) => ({
      from,
      ...platform,
      origin: path === undefined ? origin : { kind: "args", path },
    }));
  }
  const to: Endpoint<V> = edge.to;
  if (args.edgePorts !== "vald") return [{ from, to, origin }];
  if (edge.namespaceWide === true) return [];
  const target = deployed.find(({ component }) => to.kind === "component" && to.component === component);
  if (target === undefined || edge.uses === undefined) return [{ from, to, origin }];
  const ports = requiredPorts(edge.uses, target, deployed);
  // A rule without ports would allow all of them.
  return ports.length === 0 ? [] : [{ from, to, ports, origin }];
}

/** An edge of the user's: none if a component it names is off, one for each deployed component that `every` stands for. */
export function resolveUserEdge<V extends ValueKinds, E extends Edge>(
  { from, to, ports }: EdgeArgs<V>,
  path: Path,
  deployed: Deployed<V>,
): ResolvedEdge<V, E>[] {
  return resolveEndpoint(from, deployed).flatMap((source) =>
    resolveEndpoint(to, deployed).map((target) => ({
      from: source,
      to: target,
      ...(ports !== undefined && { ports }),
      origin: { kind: "args" as const, path },
    })),
  );
}

function resolveEndpoint<V extends ValueKinds>(endpoint: EdgeEndpoint<V>, deployed: Deployed<V>): Endpoint<V>[] {
  if (endpoint.component === undefined) return [resolveExternalEndpoint(endpoint)];
  return deployed
    .filter(({ component }) => endpoint.component === "every" || endpoint.component === component)
    .map(({ component }) => ({ kind: "component", component }));
}

/** The target's ports for the services in use, in the order of the services. REST counts only where it is on. */
function requiredPorts<V extends ValueKinds>(
  uses: readonly Use[],
  { servedPorts: { grpc, rest, readiness } }: Deployed<V>[number],
  deployed: Deployed<V>,
): { port: V["number"] | number }[] {
  return uses
    .filter(({ unlessDeployed = [] }) => !deployed.some(({ component }) => unlessDeployed.includes(component)))
    .flatMap(({ service }) => (service === "readiness" ? [readiness] : [grpc, rest]))
    .filter((port) => port !== undefined)
    .map((port) => ({ port }));
}
