import type { NetworkPoliciesArgs } from "../../args/args";
import type { LabelMap, NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import type { Pod } from "./peer";
import type { Service } from "./service";
import type { UnevaluatedPolicy } from "./unevaluatedPolicy";

/** What to analyze: policies and other objects in a cluster, and args that say what is intended. */
export interface AnalysisInput {
  /**
   * All NetworkPolicies in the cluster. A policy without a namespace belongs to the args' namespace. Default: the policies that
   * the args produce.
   */
  policies?: readonly NetworkPolicyManifest[];
  /**
   * Names and labels of Vald's components, and the rules that are intended beyond the documented table. Default: only the
   * documented table. If `args.namespace` is omitted, it defaults to the namespace whose policies select Vald's components, or to
   * `default` if there is none; if there are several, the functions throw `NamespaceError`.
   */
  args?: NetworkPoliciesArgs;
  /**
   * All labels of each namespace, by namespace name. For namespaces that are not listed, only `kubernetes.io/metadata.name` is
   * known.
   */
  namespaces?: Readonly<Record<string, LabelMap>>;
  /** All pods in the cluster, and the pods of workloads that have none at present. If omitted, the pods are unknown. */
  pods?: readonly Pod[];
  /** Policies in the cluster that are not evaluated. A result that depends on one of them is unknown. Default: none. */
  unevaluatedPolicies?: readonly UnevaluatedPolicy[];
  /** The pods on the host network, to which policies do not apply. Default: none. */
  hostNetworkPods?: readonly Pod[];
  /** The Services in the cluster. If omitted, the Services are unknown. */
  services?: readonly Service[];
  /** Namespaces with objects that cannot be read, so that `pods` may lack some of their pods. Default: none. */
  unreadNamespaces?: readonly string[];
  /**
   * Pods that have terminated, with the addresses that they had. They have no connections, but show which workloads exist.
   * Default: none.
   */
  endedPods?: readonly Pod[];
}

/** The objects in the input, without the args. */
export type AnalysisObjects = Omit<AnalysisInput, "args">;
