import { BlockList } from "node:net";
import type { EdgeArgs, EdgeEndpoint, NetworkPoliciesArgs } from "../args/args";
import { type Component, componentNames, documentedComponents } from "../graph/components";
import type { Edge, Endpoint } from "../graph/graph";
import { valdGraph } from "../graph/valdGraph";
import type { NetworkPolicyManifest, NetworkPolicyPeer, NetworkPolicyPort } from "../kubernetes/networkPolicy";

/** An edge between two endpoints. If `ports` is empty, the edge allows all ports. */
interface DeclaredEdge {
  from: Endpoint;
  to: Endpoint;
  ports: NetworkPolicyPort[];
}

/**
 * The policies that the documented table and valid args declare: one for each deployed component, with the component's name. This
 * function interprets the graph independently. It shares no code with the resolver and the compiler, so a test that compares
 * their results fails if either is wrong. The policies are equivalent to the compiler's, but may express a peer differently.
 */
export function declaredPolicies(args: NetworkPoliciesArgs): NetworkPolicyManifest[] {
  const namespace = args.namespace ?? "default";
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  const deployed = componentNames.filter((component) => {
    const enabled = args.components?.[component]?.enabled;
    return enabled === undefined ? documentedComponents.some((one) => one === component) : enabled;
  });
  const edges = [...graphEdges(args, deployed), ...(args.edges ?? []).flatMap((edge) => userEdges(edge, deployed))];
  return deployed.map((component): NetworkPolicyManifest => {
    const isSelf = (endpoint: Endpoint) => endpoint.kind === "component" && endpoint.component === component;
    const custom = [args.defaults?.networkPolicy?.custom, args.components?.[component]?.custom];
    return {
      metadata: { name: component, namespace },
      spec: {
        podSelector: { matchLabels: declaredLabels(component, args) },
        policyTypes: ["Ingress", "Egress"],
        ingress: [
          ...edges.filter(({ to }) => isSelf(to)).map(({ from, ports }) => ({ from: peers(from, args), ports })),
          ...custom.flatMap((rules) => rules?.ingress ?? []),
        ],
        egress: [
          ...edges.filter(({ from }) => isSelf(from)).map(({ to, ports }) => ({ to: peers(to, args), ports })),
          ...custom.flatMap((rules) => rules?.egress ?? []),
        ],
      },
    };
  });
}

/** The labels that select a component's pods. */
function declaredLabels(component: Component, args: NetworkPoliciesArgs): Record<string, string> {
  const { app, selectorLabelKey = "app" } = valdGraph.components[component];
  const { name = app, podLabels } = args.components?.[component] ?? {};
  return { ...args.instanceLabels, ...(podLabels ?? { [selectorLabelKey]: name }) };
}

function graphEdges(args: NetworkPoliciesArgs, deployed: readonly Component[]): DeclaredEdge[] {
  const areAllAbsent = (components: readonly Component[] = []) => components.every((c) => !deployed.includes(c));
  const exists = (endpoint: Edge["to"]) => endpoint.kind !== "component" || deployed.includes(endpoint.component);
  const isLimited = args.edgePorts === "vald";
  return valdGraph.edges
    .filter(({ from, to, unlessDeployed }) => exists(from) && exists(to) && areAllAbsent(unlessDeployed))
    .flatMap(({ from, to, namespaceWide, uses }): DeclaredEdge[] => {
      if (to.kind === "platform")
        return (to.service === "dns" ? dnsEdges(args) : apiServerEdges(args)).map((edge) => ({ from, ...edge }));
      if (!isLimited) return [{ from, to, ports: [] }];
      if (namespaceWide === true) return [];
      if (uses === undefined || to.kind !== "component") return [{ from, to, ports: [] }];
      const port = (kind: "grpc" | "rest" | "readiness", defaultPort?: number) =>
        args.components?.[to.component]?.ports?.[kind] ?? args.defaults?.ports?.[kind] ?? defaultPort;
      const numbers = uses
        .filter(({ unlessDeployed }) => areAllAbsent(unlessDeployed))
        .flatMap(({ service }) =>
          service === "readiness" ? [port("readiness", 3001)] : [port("grpc", 8081), port("rest")],
        );
      const ports = numbers.flatMap((number) => (number === undefined ? [] : [{ port: number }]));
      return ports.length === 0 ? [] : [{ from, to, ports }];
    });
}

const kubeSystem: Endpoint = { kind: "pods", namespace: "kube-system" };

function dnsEdges(args: NetworkPoliciesArgs): Omit<DeclaredEdge, "from">[] {
  const edge = (to: Endpoint, port: number) => ({
    to,
    ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port })),
  });
  // If edgePorts does not limit the ports, all of kube-system is already open.
  if (args.dns === undefined) return args.edgePorts === "vald" ? [edge(kubeSystem, 53)] : [];
  return args.dns.map((endpoint): Omit<DeclaredEdge, "from"> => {
    const { port } = endpoint;
    switch (endpoint.preset) {
      case "kubeSystem":
        return edge(kubeSystem, port ?? 53);
      case "nodeLocal":
        return edge({ kind: "cidrs", cidrs: ["169.254.20.10/32"] }, port ?? 53);
      case "openShift":
        return edge({ kind: "pods", namespace: "openshift-dns" }, port ?? 5353);
      case undefined:
      default:
        return edge(externalEndpoint(endpoint), port ?? 53);
    }
  });
}

function apiServerEdges(args: NetworkPoliciesArgs): Omit<DeclaredEdge, "from">[] {
  const usualPorts = [{ port: 443 }, { port: 6443 }];
  if (args.apiServer === undefined) return args.edgePorts === "vald" ? [{ to: kubeSystem, ports: usualPorts }] : [];
  const { cidrs, ports = usualPorts } = args.apiServer;
  return [{ to: { kind: "cidrs", cidrs }, ports }];
}

function userEdges({ from, to, ports = [] }: EdgeArgs, deployed: readonly Component[]): DeclaredEdge[] {
  const endpoints = (endpoint: EdgeEndpoint): Endpoint[] =>
    endpoint.component === undefined
      ? [externalEndpoint(endpoint)]
      : deployed
          .filter((component) => endpoint.component === "every" || endpoint.component === component)
          .map((component) => ({ kind: "component", component }));
  return endpoints(from).flatMap((source) => endpoints(to).map((target) => ({ from: source, to: target, ports })));
}

function externalEndpoint({ namespace, namespaceLabels, podLabels, cidrs, except }: EdgeEndpoint): Endpoint {
  if (cidrs !== undefined) return { kind: "cidrs", cidrs, ...(except !== undefined && { except }) };
  return {
    kind: "pods",
    ...(namespace !== undefined && { namespace }),
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    ...(podLabels !== undefined && { podLabels }),
  };
}

function peers(endpoint: Endpoint, args: NetworkPoliciesArgs): NetworkPolicyPeer[] {
  switch (endpoint.kind) {
    case "component":
      return [{ podSelector: { matchLabels: declaredLabels(endpoint.component, args) } }];
    case "pods": {
      const valdNamespace = endpoint.namespaceLabels === undefined ? (args.namespace ?? "default") : undefined;
      const name = endpoint.namespace ?? valdNamespace;
      const byName = name === undefined ? {} : { "kubernetes.io/metadata.name": name };
      return [
        {
          namespaceSelector: { matchLabels: { ...endpoint.namespaceLabels, ...byName } },
          podSelector: { matchLabels: { ...endpoint.podLabels } },
        },
      ];
    }
    case "cidrs":
      return endpoint.cidrs.map((cidr) => {
        const except = (endpoint.except ?? []).filter((exception) => contains(cidr, exception));
        return { ipBlock: except.length === 0 ? { cidr } : { cidr, except } };
      });
  }
}

function contains(outer: string, inner: string): boolean {
  const [outerAddress = "", outerLength] = outer.split("/");
  const [innerAddress = "", innerLength] = inner.split("/");
  const family = (address: string) => (address.includes(":") ? "ipv6" : "ipv4");
  if (family(outerAddress) !== family(innerAddress) || Number(innerLength) < Number(outerLength)) return false;
  const list = new BlockList();
  list.addSubnet(outerAddress, Number(outerLength), family(outerAddress));
  return list.check(innerAddress, family(innerAddress));
}
