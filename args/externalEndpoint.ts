import type { Endpoint } from "../graph/graph";
import type { ExternalEndpoint, ValueKinds } from "./args";

/** Converts an endpoint in the user's args to a graph endpoint. */
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
