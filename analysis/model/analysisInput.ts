import type { NetworkPoliciesArgs } from "../../args/args";
import type { LabelMap, NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import type { Pod } from "./peer";

/** What an analysis looks at. */
export interface AnalysisInput {
  /**
   * All NetworkPolicies there are; one that names no namespace is in the namespace of the args. Default: the policies of the
   * args.
   */
  policies?: readonly NetworkPolicyManifest[];
  /**
   * Names and labels of Vald's components, and the rules that are intended beyond the documented table. Default: the documented
   * table. Without `namespace`, it is the namespace in which policies select Vald's components, else `default`; if there are
   * several, the functions throw `NamespaceError`.
   */
  args?: NetworkPoliciesArgs;
  /** All labels of each namespace, by its name. Of other namespaces, only `kubernetes.io/metadata.name` is known. */
  namespaces?: Readonly<Record<string, LabelMap>>;
  /** All pods there are. Absent: unknown. */
  pods?: readonly Pod[];
}

/** The objects that an analysis looks at, beside the args. */
export type AnalysisObjects = Omit<AnalysisInput, "args">;
