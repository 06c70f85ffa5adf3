import { anyString, choice, namespace, port, protocol, servicePort } from "../../args/scalarSchemas";
import type { ListSchema, MapSchema, ObjectSchema, ScalarSchema, Schema } from "../../args/schema/schema";
import { parseAddress, parseAddressOrCidr } from "../../kubernetes/cidr";
import { cniNames } from "../../args/cni";

/*
 * Schemas for the input of the analysis. They check the structure that the analysis relies on, and not the API server's rules,
 * because a server may hold policies that it would reject today.
 */

const boolean: ScalarSchema = { kind: "scalar", types: ["boolean"], label: "a boolean" };
export const number: ScalarSchema = { kind: "scalar", types: ["number"], label: "a number" };
const numberOrString: ScalarSchema = { kind: "scalar", types: ["number", "string"], label: "a number or a string" };
export const labels: MapSchema = { kind: "map", label: "a map of labels", key: () => undefined, value: anyString };

const selector = partial("a label selector", {
  matchLabels: labels,
  matchExpressions: listOf(
    "label selector requirements",
    partial("a requirement", { key: anyString, operator: anyString, values: listOf("label values", anyString) }, [
      "key",
      "operator",
    ]),
  ),
});

const peers = listOf(
  "peers",
  partial("a peer", {
    podSelector: selector,
    namespaceSelector: selector,
    ipBlock: partial("an `ipBlock` object", { cidr: anyString, except: listOf("CIDR blocks", anyString) }, ["cidr"]),
  }),
);

const ports = listOf("ports", partial("a port entry", { port: numberOrString, endPort: number, protocol: anyString }));

const policy = partial(
  "a NetworkPolicy",
  {
    metadata: partial("an object with metadata", { name: anyString, namespace: anyString, labels }, ["name"]),
    spec: partial("a NetworkPolicy spec", {
      podSelector: selector,
      policyTypes: listOf("policy types", anyString),
      ingress: listOf("ingress rules", partial("an ingress rule", { from: peers, ports })),
      egress: listOf("egress rules", partial("an egress rule", { to: peers, ports })),
    }),
  },
  ["metadata", "spec"],
);

const address: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "an IP address or a CIDR block",
  check: (value) =>
    parseAddressOrCidr(String(value)) === undefined
      ? { code: "invalid-cidr", expected: "an IP address or a CIDR block, such as 10.0.0.7 or 10.0.0.0/8" }
      : undefined,
};

const podFields = {
  name: anyString,
  namespace,
  namespaceLabels: labels,
  labels,
  mayHaveMoreLabels: boolean,
  ips: listOf("IP addresses", address),
  ports: listOf(
    "container ports",
    partial("a container port", { name: anyString, containerPort: number, protocol: anyString }, ["containerPort"]),
  ),
};

const pod = partial("a pod with `namespace` and `labels`", podFields, ["namespace", "labels"]);

const service = partial(
  "a Service",
  {
    namespace: anyString,
    name: anyString,
    clusterIPs: listOf("IP addresses", anyString),
    externalAddresses: listOf("IP addresses", anyString),
    ports: listOf("Service ports", partial("a Service port", { port: number, targetPort: numberOrString })),
    isHeadless: boolean,
    externalName: anyString,
    keepsSourceAddress: boolean,
    selector: labels,
    endpointSlices: listOf(
      "EndpointSlices",
      partial(
        "an EndpointSlice",
        {
          endpoints: listOf(
            "endpoints",
            partial(
              "an endpoint",
              { address: anyString, pod: partial("a pod", { namespace: anyString, name: anyString }) },
              ["address"],
            ),
          ),
          ports: listOf("ports", partial("a port", { name: anyString, protocol: anyString, port: number }, ["port"])),
        },
        ["endpoints", "ports"],
      ),
    ),
  },
  ["namespace", "name", "clusterIPs", "ports"],
);

const unevaluatedPolicy = partial(
  "a policy that is not evaluated",
  {
    apiVersion: anyString,
    kind: anyString,
    name: anyString,
    subjects: listOf("subjects", partial("a subject", { namespaceSelector: selector, podSelector: selector })),
    directions: listOf("directions", anyString),
  },
  ["apiVersion", "kind", "name", "subjects", "directions"],
);

export const policiesSchema = listOf("NetworkPolicies", policy);
export const namespaceNameSchema: ScalarSchema = anyString;
export const podsSchema = listOf("pods", pod);

/** The schema of `AnalysisInput` and `CheckInput`. `resolveArgs` validates the args. */
export const analysisInputSchema: ObjectSchema = {
  kind: "object",
  label: "an object with `args`, `policies`, or both",
  fields: {
    policies: policiesSchema,
    args: partial("an object with args", {}),
    namespaces: { kind: "map", label: "a map of namespaces", key: () => undefined, value: labels },
    pods: podsSchema,
    unevaluatedPolicies: listOf("policies that are not evaluated", unevaluatedPolicy),
    hostNetworkPods: podsSchema,
    endedPods: podsSchema,
    unreadNamespaces: listOf("namespaces", anyString),
    services: listOf("Services", service),
    cni: choice("invalid-values", "a network plugin", cniNames),
  },
};

/** The schema of the ends of a question that are pods or addresses. */
export const podPeerSchema: ObjectSchema = pod;
export const addressPeerSchema: ObjectSchema = partial("an address", { address }, ["address"]);

/** The schema of a question, without its ends. */
export const questionSchema: ObjectSchema = {
  kind: "object",
  label: "a question with `from` and `to`",
  fields: { from: partial("an endpoint", {}), to: partial("an endpoint", {}), port, protocol },
  required: ["from", "to"],
};

const serviceAddress: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "an IP address",
  check: (value) =>
    parseAddress(String(value)) === undefined
      ? { code: "invalid-cidr", expected: "an IP address, such as 10.96.0.10" }
      : undefined,
};

/** The schema of a question about a Service, without `from`. */
export const serviceQuestionSchema: ObjectSchema = {
  ...questionSchema,
  fields: {
    ...questionSchema.fields,
    to: partial("a Service (`namespace`, `name`)", { namespace: anyString, name: anyString }, ["namespace", "name"]),
    address: serviceAddress,
    port: servicePort,
  },
};

/** An object of which only some fields are read. */
export function partial(
  label: string,
  fields: Readonly<Record<string, Schema>>,
  required?: readonly string[],
): ObjectSchema {
  return { kind: "object", label, fields, allowUnknownKeys: true, ...(required !== undefined && { required }) };
}

export function listOf(items: string, schema: Schema): ListSchema {
  return { kind: "list", label: `a list of ${items}`, items: schema };
}
