import type { Tree } from "./draw";
import { endPeers, outsidePeers } from "./endPeers";
import { at, isTree, treesIn } from "./tree";

interface Rules {
  ingress: object[];
  egress: object[];
}

/**
 * All that the args say of edges, both ends of each, as rules of a policy. In whose policy a rule stands is nothing to the
 * server.
 */
export function edgeRules(args: Tree): Rules {
  const edges = treesIn(args["edges"]);
  return {
    ingress: [...edges.map(({ from, ports }) => ({ ...peers("from", from), ports })), ...served(args)],
    egress: [...edges.map(({ to, ports }) => ({ ...peers("to", to), ports })), ...dns(args), ...apiServer(args)],
  };
}

/** The names of namespaces that the args give, right or wrong. */
export function namespacesIn(args: Tree): unknown[] {
  const ends = treesIn(args["edges"]).flatMap(({ from, to }) => [from, to]);
  const all = [args, ...ends, ...treesIn(args["dns"])].map((one) => at(one, "namespace"));
  return all.filter((name) => name !== undefined);
}

function peers(field: "from" | "to", end: unknown): object {
  return end === undefined ? {} : { [field]: endPeers(end) };
}

function dns(args: Tree): object[] {
  return treesIn(args["dns"]).map(({ preset, port = 53, ...place }) => {
    const isOwn = ["namespace", "namespaceLabels", "podLabels", "cidrs", "except"].some(
      (field) => place[field] !== undefined,
    );
    return {
      // A preset is a place that is right, whichever it is.
      to: preset === undefined || isOwn ? outsidePeers(place) : [{ namespaceSelector: {} }],
      ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port })),
    };
  });
}

function apiServer({ apiServer: place }: Tree): object[] {
  if (!isTree(place)) return [];
  const { cidrs, ports } = place;
  return [{ to: outsidePeers({ cidrs }), ports }];
}

/** The ports on which components serve, in a rule for each that says any. */
function served({ defaults, components }: Tree): object[] {
  const settings = [defaults, ...(isTree(components) ? Object.values(components) : [])];
  return settings.flatMap((one) => {
    const ports = ["grpc", "rest", "readiness"]
      .map((name) => at(at(one, "ports"), name))
      .filter((port) => port !== undefined);
    return ports.length === 0 ? [] : [{ ports: ports.map((port) => ({ port })) }];
  });
}
