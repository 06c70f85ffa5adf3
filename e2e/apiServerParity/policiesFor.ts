import { edgeRules } from "./edgeRules";
import { isObject, type JsonObject, valueAt } from "./json";

/*
 * Args as the policies that the package would send if nothing validated the args. Written from the documentation, independently of
 * the package: each value goes to the field of a NetworkPolicy with the same meaning, and a value that fits nowhere is sent as it
 * is, so that the server judges it.
 */

/** The components and their app labels in Vald's Helm chart. */
export const appLabels: Readonly<Record<string, string>> = {
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

/** The policies that depend on the args: those of components with settings, or that of one component without. */
export function policiesFor(args: JsonObject): object[] {
  const configured = Object.keys(isObject(args["components"]) ? args["components"] : {});
  const known = configured.filter((name) => Object.hasOwn(appLabels, name));
  const components = known.length === 0 ? ["agent"] : known;
  return [
    ...components.map((component) => policyFor(args, component)),
    // An app label must be a valid name without the prefix too.
    ...("namePrefix" in args ? components.map((component) => policyFor({ ...args, namePrefix: "" }, component)) : []),
    // A component's own pod labels may override labels of the instance, so these are also sent alone.
    ...("instanceLabels" in args ? [policy("instance", args["instanceLabels"], {})] : []),
  ];
}

/** The policy of a component, without the rules of the documented table, which are the same for all args. */
function policyFor(args: JsonObject, component: string): object {
  const defaults = valueAt(valueAt(args, "defaults"), "networkPolicy");
  const settings = valueAt(valueAt(args, "components"), component);
  const name = valueAt(settings, "name") ?? appLabels[component];
  const appLabelKey = component === "agentReadreplica" ? "app.kubernetes.io/component" : "app";
  const { labels = {}, annotations, instanceLabels = {}, namePrefix = "" } = args;
  const podLabels = valueAt(settings, "podLabels") ?? { [appLabelKey]: name };
  const fromEdges = edgeRules(args);
  const rules = (direction: "ingress" | "egress"): unknown =>
    concat([
      [{}],
      fromEdges[direction],
      valueAt(valueAt(defaults, "custom"), direction),
      valueAt(valueAt(settings, "custom"), direction),
    ]);
  return policy(`${String(namePrefix)}${String(name)}-allow`, merge(instanceLabels, podLabels), {
    metadata: {
      labels: merge(labels, { "app.kubernetes.io/part-of": "vald", "app.kubernetes.io/component": name }),
      annotations,
    },
    spec: { policyTypes: ["Ingress", "Egress"], ingress: rules("ingress"), egress: rules("egress") },
  });
}

function policy(name: string, matchLabels: unknown, more: { metadata?: object; spec?: object }): object {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    // The namespace of the args is sent by itself; this one exists.
    metadata: { name, namespace: "default", ...more.metadata },
    spec: { podSelector: { matchLabels }, ...more.spec },
  };
}

/** Two maps as one. Something that is not a map takes the place of both. */
function merge(base: unknown, overrides: unknown): unknown {
  if (!isObject(base)) return base;
  return isObject(overrides) ? { ...base, ...overrides } : overrides;
}

/** The lists as one list. Something that is not a list takes the place of all. */
function concat(lists: readonly unknown[]): unknown {
  const present = lists.filter((list) => list !== undefined && list !== null);
  return present.find((list) => !Array.isArray(list)) ?? present.flat();
}
