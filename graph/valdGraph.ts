import type { Component } from "./components";
import type { Edge, Endpoint, Graph } from "./graph";

const kubeSystem: Endpoint = { kind: "namespace", namespace: "kube-system" };

/** The row of one component in the documented table: every ✅ in it, left to right. */
function row(from: Component, to: readonly (Component | typeof kubeSystem)[]): Edge[] {
  return to.map((target) => ({
    from: { kind: "component", component: from },
    to: typeof target === "string" ? { kind: "component", component: target } : target,
  }));
}

/**
 * The minimum that a Vald cluster needs to work, as Vald documents it in its page on network policies; the `app` labels
 * are those of Vald's Helm chart.
 */
export const valdGraph: Graph = {
  components: {
    agent: { title: "agent", app: "vald-agent" },
    discoverer: { title: "discoverer", app: "vald-discoverer" },
    filterGateway: { title: "filter gateway", app: "vald-filter-gateway" },
    lbGateway: { title: "lb gateway", app: "vald-lb-gateway" },
    indexManager: { title: "index manager", app: "vald-manager-index" },
  },
  edges: [
    ...row("agent", [kubeSystem]),
    ...row("discoverer", [kubeSystem]),
    ...row("filterGateway", ["lbGateway", kubeSystem]),
    ...row("lbGateway", ["agent", "discoverer", kubeSystem]),
    ...row("indexManager", ["agent", "discoverer", kubeSystem]),
  ],
};
