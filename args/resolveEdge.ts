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
  /** Default: all ports. */
  ports?: V["ports"];
  origin: RuleOrigin<E>;
}

type Deployed<V extends ValueKinds> = readonly Pick<ResolvedComponent<V, RuleKinds>, "component" | "servedPorts">[];

/**
 * Resolves an edge of the graph. An edge to the platform becomes one edge for each platform endpoint. If `edgePorts` is `vald`,
 * an edge to a component gets ports, and a namespace-wide edge is dropped, because platform edges replace it.
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
  // A rule without ports would allow all ports.
  return ports.length === 0 ? [] : [{ from, to, ports, origin }];
}

/**
 * Resolves a user's edge. Returns no edges if a component that it names is off. If it names `every`, returns one edge for each
 * deployed component.
 */
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

/**
 * The target's ports for the services that the source uses, in the order of the services. Includes REST only if it is enabled.
 */
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
