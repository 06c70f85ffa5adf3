import { listOf, partial } from "../analysis/model/inputSchemas";
import type { Service, ServicePort } from "../analysis/model/service";
import { anyString, port, portNumber, protocol } from "../args/scalarSchemas";
import type { ScalarSchema } from "../args/schema/schema";
import { parseAddress } from "../kubernetes/cidr";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { dnsName, labelsSchema, metadataSchema } from "./objectSchemas";
import type { Manifest } from "./validateManifests";

/** The fields of a Service object that determine what its addresses and its name stand for. */
export interface ServiceManifest extends Manifest {
  spec?: {
    type?: string;
    clusterIP?: string;
    clusterIPs?: string[];
    externalIPs?: string[];
    externalName?: string;
    externalTrafficPolicy?: string;
    selector?: LabelMap;
    ports?: { name?: string; protocol?: string; port: number; targetPort?: number | string }[];
  };
  status?: { loadBalancer?: { ingress?: { ip?: string; ipMode?: string }[] } };
}

/** Converts a Service object for the analysis, without its endpoints. Applies the API's defaults. */
export function serviceOf({ metadata: { name, namespace }, spec = {}, status }: ServiceManifest): Service {
  const { clusterIP, clusterIPs = clusterIP === undefined ? [] : [clusterIP], externalIPs = [], selector = {} } = spec;
  // The load balancer itself handles connections to an address with the mode `Proxy`.
  const balanced = (status?.loadBalancer?.ingress ?? []).filter(({ ipMode }) => ipMode !== "Proxy");
  const externalAddresses = addressesIn([...externalIPs, ...balanced.flatMap(({ ip }) => ip ?? [])]);
  const isAlias = spec.type === "ExternalName";
  return {
    namespace,
    name,
    clusterIPs: isAlias ? [] : addressesIn(clusterIPs),
    ...(externalAddresses.length > 0 && { externalAddresses }),
    ...(clusterIPs.includes("None") && { isHeadless: true }),
    ...(isAlias && { externalName: spec.externalName ?? "" }),
    ...(spec.externalTrafficPolicy === "Local" && { keepsSourceAddress: true }),
    ports: (spec.ports ?? []).map((one): ServicePort => ({
      ...(one.name !== undefined && one.name !== "" && { name: one.name }),
      protocol: one.protocol ?? "TCP",
      port: one.port,
      targetPort: one.targetPort || one.port,
    })),
    ...(Object.keys(selector).length > 0 && !isAlias && { selector }),
  };
}

/** The texts that are addresses. For example, `None` is not. */
function addressesIn(texts: readonly string[]): string[] {
  return texts.filter((text) => parseAddress(text) !== undefined);
}

const targetPort: ScalarSchema = {
  ...port,
  // Both mean the same port as the Service's.
  check: (value) => (value === 0 || value === "" ? undefined : port.check?.(value)),
};

const addresses = listOf("addresses", anyString);

/** The Service fields that are read. */
export const serviceSchema = partial(
  "a Service",
  {
    metadata: metadataSchema,
    spec: partial("a Service spec", {
      type: anyString,
      clusterIP: anyString,
      clusterIPs: addresses,
      externalIPs: addresses,
      externalName: dnsName,
      externalTrafficPolicy: anyString,
      selector: labelsSchema,
      ports: listOf(
        "ports",
        partial("a Service port", { name: dnsName, protocol, port: portNumber, targetPort }, ["port"]),
      ),
    }),
    status: partial("a Service status", {
      loadBalancer: partial("a load balancer's status", {
        ingress: listOf("addresses", partial("an `ingress` entry", { ip: anyString, ipMode: anyString })),
      }),
    }),
  },
  ["metadata"],
);
