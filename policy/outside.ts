import type { Endpoint } from "../graph/graph";
import type { ArgValues, Outside } from "./args";

/** The flat record of a user's for who is outside Vald, which is valid, as one of the kinds of ends that there are. */
export function outside<V extends ArgValues>(record: Outside<V>): Endpoint<V> {
  const { namespace, namespaceLabels, podLabels, cidrs, except } = record;
  if (cidrs !== undefined) return { kind: "ranges", cidrs, ...(except !== undefined && { except }) };
  return {
    kind: "pods",
    ...(namespace !== undefined && { namespace }),
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    ...(podLabels !== undefined && { podLabels }),
  };
}
