import type { Tree } from "./draw";
import { edgeRules } from "./edgeRules";
import { apps, type Case } from "./generator";
import { at, isTree } from "./tree";

/**
 * The policies that a case says something of its own about, at least one; without the prefix too, as an app label has to be
 * a name by itself; and one by the instance's labels alone, as a component's own may stand in their place.
 */
export function placed({ args, component }: Case): object[] {
  const others = isTree(args["components"]) ? Object.keys(args["components"]) : [];
  const components = [...new Set([component, ...others.filter((other) => Object.hasOwn(apps, other))])];
  const forms = "namePrefix" in args ? [args, { ...args, namePrefix: "" }] : [args];
  return [
    ...forms.flatMap((form) => components.map((one) => policyOf(form, one))),
    ...("instanceLabels" in args ? [policyBy(args["instanceLabels"])] : []),
  ];
}

function policyBy(matchLabels: unknown): object {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "instance", namespace: "default" },
    spec: { podSelector: { matchLabels } },
  };
}

/**
 * The policy of a component as the package would send it, had nothing checked the args. Written from the
 * documentation alone; it leaves out the table's own rules, which are the same in every case.
 */
function policyOf(args: Tree, component: string): object {
  const common = at(at(args, "defaults"), "networkPolicy");
  const settings = at(at(args, "components"), component);
  const { name = apps[component], podLabels = { [selectedBy(component)]: name } } = isTree(settings) ? settings : {};
  const { labels = {}, annotations, instanceLabels, namePrefix = "" } = args;
  const both = isTree(instanceLabels) ? { ...instanceLabels, ...(podLabels as object) } : instanceLabels;
  const ofEdges = edgeRules(args);
  const rules = (direction: "ingress" | "egress"): unknown =>
    joined([[{}], ofEdges[direction], at(at(common, "custom"), direction), at(at(settings, "custom"), direction)]);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: {
      name: `${String(namePrefix)}${String(name)}-allow`,
      // Whether the args' namespace is right is a question of its own: this one is there.
      namespace: "default",
      labels: isTree(labels)
        ? { ...labels, "app.kubernetes.io/part-of": "vald", "app.kubernetes.io/component": name }
        : labels,
      annotations,
    },
    spec: {
      podSelector: { matchLabels: instanceLabels !== undefined && isTree(podLabels) ? both : podLabels },
      policyTypes: ["Ingress", "Egress"],
      ingress: rules("ingress"),
      egress: rules("egress"),
    },
  };
}

/** The lists as one; what is no list cannot be joined and stands for itself, so that the server sees it. */
function joined(lists: readonly unknown[]): unknown {
  const given = lists.filter((list) => list !== undefined && list !== null);
  return given.find((list) => !Array.isArray(list)) ?? given.flat();
}

/** The label by which the chart knows a component's pods. */
function selectedBy(component: string): string {
  return component === "agentReadreplica" ? "app.kubernetes.io/component" : "app";
}
