import { groupBy } from "../analysis/model/groupBy";
import type { Service } from "../analysis/model/service";
import {
  endpointSliceOf,
  endpointSlicesOf,
  type EndpointSliceManifest,
  endpointSliceSchema,
  type EndpointsManifest,
  endpointsSchema,
  serviceNameOf,
} from "./endpointSliceManifest";
import type { ManifestIssue, ManifestObject } from "./manifestObjects";
import { type ServiceManifest, serviceOf, serviceSchema } from "./serviceManifest";
import { type Manifest, validateManifests } from "./validateManifests";

/** The kinds of objects from which Services are read. */
export const serviceKinds = [
  ["Service", "v1"],
  ["EndpointSlice", "discovery.k8s.io/v1"],
  ["Endpoints", "v1"],
] as const;

/**
 * Reads Services with their endpoints: their EndpointSlices, or otherwise the Endpoints object of the same name. `services` is
 * sorted by namespace and name, and is undefined if there is no Service object. Objects that are not valid are left out, with
 * their issues in `issues`, because policies do not depend on them. Objects without a namespace are assumed to be in `namespace`.
 */
export function readServices(
  ofKind: (kind: (typeof serviceKinds)[number]) => readonly ManifestObject[],
  namespace: string,
): { services?: Service[]; issues: ManifestIssue[] } {
  const [serviceKind, endpointSliceKind, endpointsKind] = serviceKinds;
  const services = validateManifests<ServiceManifest>(ofKind(serviceKind), serviceSchema, namespace, "first");
  const slices = validateManifests<EndpointSliceManifest>(
    ofKind(endpointSliceKind),
    endpointSliceSchema,
    namespace,
    "first",
  );
  const endpoints = validateManifests<EndpointsManifest>(ofKind(endpointsKind), endpointsSchema, namespace, "first");

  const slicesByService = groupBy(slices.manifests, (slice) => [`${slice.metadata.namespace}/${serviceNameOf(slice)}`]);
  const endpointsByService = new Map(endpoints.manifests.map((one) => [keyOf(one), endpointSlicesOf(one)]));
  const all = services.manifests.map((service) => {
    const key = keyOf(service);
    const endpointSlices = slicesByService.get(key)?.map(endpointSliceOf) ?? endpointsByService.get(key);
    return { ...serviceOf(service), ...(endpointSlices !== undefined && { endpointSlices }) };
  });
  return {
    ...(services.manifests.length > 0 && { services: all }),
    issues: [services, slices, endpoints].flatMap(({ invalid }) => invalid).flatMap(({ issues }) => issues),
  };
}

function keyOf({ metadata: { namespace, name } }: Manifest): string {
  return `${namespace}/${name}`;
}
