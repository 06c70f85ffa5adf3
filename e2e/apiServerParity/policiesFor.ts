import { edgeRules } from "./edgeRules";
import { isObject, type JsonObject, valueAt } from "./json";

/*
 * Converts args to the policies that the package would send if nothing validated the args. This code is based on the
 * documentation and independent of the package: each value goes into the NetworkPolicy field with the same meaning. An invalid
 * value is sent unchanged, so that the server judges it.
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

/** The policies that depend on the args: one for each component with settings, or one for the agent if no component has any. */
export function policiesFor(args: JsonObject): object[] {
  const configured = Object.keys(isObject(args["components"]) ? args["components"] : {});
  const known = configured.filter((name) => Object.hasOwn(appLabels, name));
  const components = known.length === 0 ? ["agent"] : known;
  return [
    ...components.map((component) => policyFor(args, component)),
    // An app label must also be a valid name without the prefix.
    ...("namePrefix" in args ? components.map((component) => policyFor({ ...args, namePrefix: "" }, component)) : []),
    // A component's own pod labels may override instance labels, so the instance labels are also sent alone.
    ...("instanceLabels" in args ? [policy("instance", args["instanceLabels"], {})] : []),
  ];
}

/** A component's policy, without the documented table's rules, which are the same for all args. */
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
    // This namespace exists. The namespace in the args is sent separately.
    metadata: { name, namespace: "default", ...more.metadata },
    spec: { podSelector: { matchLabels }, ...more.spec },
  };
}

/** Merges two maps. A value that is not a map replaces both. */
function merge(base: unknown, overrides: unknown): unknown {
  if (!isObject(base)) return base;
  return isObject(overrides) ? { ...base, ...overrides } : overrides;
}

/** Concatenates lists. A value that is not a list replaces all of them. */
function concat(lists: readonly unknown[]): unknown {
  const present = lists.filter((list) => list !== undefined && list !== null);
  return present.find((list) => !Array.isArray(list)) ?? present.flat();
}
