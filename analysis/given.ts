import type { NetworkPoliciesArgs } from "../policy/args";
import type { LabelMap, NetworkPolicyManifest } from "../policy/notation";
import type { Pod } from "./party";

/** What an analysis looks at. */
export interface Given {
  /** All policies there are; those that name no namespace are in the args' namespace. */
  policies: readonly NetworkPolicyManifest[];
  /**
   * Who Vald's components are, and which rules are declared beside the documented table. Default: the documented table.
   * Whether they turn policies on as a whole (`defaults.networkPolicy.enabled`) matters to `verify` alone.
   * Without a `namespace` it is the one in which policies select components of Vald, else `default`; where there are several,
   * the functions throw `NamespaceError`.
   */
  args?: NetworkPoliciesArgs;
  /** All labels of a namespace, by its name. Of those that are not here only `kubernetes.io/metadata.name` is known. */
  namespaces?: Readonly<Record<string, LabelMap>>;
  /** All pods there are. Absent: not known, and not needed. */
  pods?: readonly Pod[];
}
