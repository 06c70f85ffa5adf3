import { mayOverlap } from "./cidrsOverlap";
import { isObject, type JsonObject, objectsIn, valueAt } from "./json";

interface Rules {
  ingress: object[];
  egress: object[];
}

/** The rules for both ends of every edge and for the platform's endpoints. The server accepts a rule in any policy. */
export function edgeRules(args: JsonObject): Rules {
  const edges = objectsIn(args["edges"]);
  return {
    ingress: [...edges.map(({ from, ports }) => ({ ...peers("from", from), ports })), ...servedPortRules(args)],
    egress: [
      ...edges.map(({ to, ports }) => ({ ...peers("to", to), ports })),
      ...dnsRules(args),
      ...apiServerRules(args),
    ],
  };
}

/** The namespace names in the args. */
export function namespacesIn(args: JsonObject): unknown[] {
  const endpoints = objectsIn(args["edges"]).flatMap(({ from, to }) => [from, to]);
  const names = [args, ...endpoints, ...objectsIn(args["dns"])].map((parent) => valueAt(parent, "namespace"));
  return names.filter((name) => name !== undefined);
}

function peers(key: "from" | "to", endpoint: unknown): object {
  return endpoint === undefined ? {} : { [key]: endpointPeers(endpoint) };
}

function endpointPeers(endpoint: unknown): unknown {
  if (!isObject(endpoint)) return [endpoint];
  const { component, podLabels = {} } = endpoint;
  if (component === undefined) return externalPeers(endpoint);
  // Any labels can represent a component here. The component's own labels are in the policy that selects it.
  return externalPeers({
    ...endpoint,
    podLabels: isObject(podLabels) ? { ...podLabels, app: "vald-agent" } : podLabels,
  });
}

/** Pods or CIDR blocks as peers. */
function externalPeers({ namespace, namespaceLabels, podLabels, cidrs, except }: JsonObject): unknown {
  const selectors = {
    ...(podLabels !== undefined && { podSelector: { matchLabels: podLabels } }),
    ...((namespace !== undefined || namespaceLabels !== undefined) && {
      namespaceSelector: { matchLabels: withNamespaceName(namespaceLabels, namespace) },
    }),
  };
  if (cidrs === undefined) return [{ ...selectors, ...(except !== undefined && { ipBlock: { except } }) }];
  if (!Array.isArray(cidrs)) return cidrs;
  return ipBlocks(cidrs, except).map((ipBlock) => ({ ...selectors, ipBlock }));
}

function withNamespaceName(labels: unknown, name: unknown): unknown {
  if (name === undefined || !(labels === undefined || isObject(labels))) return labels;
  return { ...labels, "kubernetes.io/metadata.name": name };
}

/** Adds every exception to the blocks that it overlaps, or to the first block if it overlaps none. */
function ipBlocks(cidrs: readonly unknown[], except: unknown): object[] {
  return cidrs.map((cidr, i) => {
    if (!Array.isArray(except)) return { cidr, except };
    const isForThis = (exception: unknown) =>
      mayOverlap(exception, cidr) || (i === 0 && !cidrs.some((other) => mayOverlap(exception, other)));
    return { cidr, except: except.filter(isForThis) };
  });
}

function dnsRules(args: JsonObject): object[] {
  return objectsIn(args["dns"]).map(({ preset, port = 53, ...endpoint }) => {
    const hasEndpoint = ["namespace", "namespaceLabels", "podLabels", "cidrs", "except"].some(
      (field) => endpoint[field] !== undefined,
    );
    return {
      // A preset expands to a valid peer.
      to: preset === undefined || hasEndpoint ? externalPeers(endpoint) : [{ namespaceSelector: {} }],
      ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port })),
    };
  });
}

function apiServerRules({ apiServer }: JsonObject): object[] {
  return isObject(apiServer) ? [{ to: externalPeers({ cidrs: apiServer["cidrs"] }), ports: apiServer["ports"] }] : [];
}

/** The ports on which components serve, as one rule for each object with ports. */
function servedPortRules({ defaults, components }: JsonObject): object[] {
  const settings = [defaults, ...(isObject(components) ? Object.values(components) : [])];
  return settings.flatMap((parent) => {
    const ports = ["grpc", "rest", "readiness"]
      .map((name) => valueAt(valueAt(parent, "ports"), name))
      .filter((port) => port !== undefined);
    return ports.length === 0 ? [] : [{ ports: ports.map((port) => ({ port })) }];
  });
}
