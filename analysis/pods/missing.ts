import type { Isolation } from "../isolation";
import { keysOf, portNamesOf } from "./mentions";
import type { Pod } from "../party";

/** How many pods lack what a rule looks at; each then counts as not having it. */
export interface Missing {
  /** Pods whose address an ipBlock would have to know. */
  withoutAddress: number;
  /** Pods of whose namespace a selector would have to know more labels than its name. */
  withoutNamespaceLabels: number;
  /** Pods whose declared ports a port's name would have to be looked up in. */
  withoutPorts: number;
}

export function missing(policies: readonly Isolation[], pods: readonly Pod[]): Missing {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const peers = rules.flatMap((rule) => (rule.peers === "everyone" ? [] : rule.peers));
  const count = (isLooked: boolean, field: "ips" | "namespaceLabels" | "ports") =>
    isLooked ? pods.filter((pod) => pod[field] === undefined).length : 0;
  return {
    withoutAddress: count(
      peers.some(({ ipBlock }) => ipBlock !== undefined),
      "ips",
    ),
    withoutNamespaceLabels: count(
      peers.flatMap(({ namespaceSelector }) => keysOf(namespaceSelector)).some((key) => key !== namespaceName),
      "namespaceLabels",
    ),
    withoutPorts: count(
      rules.some((rule) => portNamesOf(rule).length > 0),
      "ports",
    ),
  };
}

const namespaceName = "kubernetes.io/metadata.name";
