import type { Endpoint } from "../graph/graph";
import type { ExternalEndpoint, ValueKinds } from "./args";

/** The flat record of the user's args as an endpoint of the graph. */
export function resolveExternalEndpoint<V extends ValueKinds>(endpoint: ExternalEndpoint<V>): Endpoint<V> {
  const { namespace, namespaceLabels, podLabels, cidrs, except } = endpoint;
  if (cidrs !== undefined) return { kind: "cidrs", cidrs, ...(except !== undefined && { except }) };
  return {
    kind: "pods",
    ...(namespace !== undefined && { namespace }),
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    ...(podLabels !== undefined && { podLabels }),
  };
}
