import { componentArgsSchema } from "../args/argsSchema";
import type { DocComments } from "../args/schema/jsonSchema";
import type { ObjectSchema, Schema } from "../args/schema/schema";
import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { componentOutputs, functionSchemas } from "./functionSchemas";

/** The version of the Kubernetes provider whose types the schema refers to. */
const kubernetes = "/kubernetes/v4.25.0/schema.json";

/** Types of Kubernetes, by the names that they have here. */
const kubernetesTypes: Readonly<Record<string, string>> = {
  IngressRule: "NetworkPolicyIngressRule",
  EgressRule: "NetworkPolicyEgressRule",
  NetworkPolicyPort: "NetworkPolicyPort",
};

/** The names of the enums, by field. */
const enumNames: Readonly<Record<string, string>> = {
  "EdgeEndpoint.component": "EdgeComponent",
  "NetworkPoliciesArgs.edgePorts": "EdgePorts",
  "NetworkPoliciesArgs.cni": "Cni",
  "IgnoreArgs.id": "FindingId",
  "DnsArgs.preset": "DnsPreset",
  "Endpoint.component": "Component",
  "ExplainArgs.protocol": "Protocol",
};

type Json = Readonly<Record<string, unknown>>;

/** What the schema says about the package, from package.json. */
export interface PackageMetadata {
  version: string;
  homepage: string;
  license: string;
}

/**
 * The schema of the Pulumi package, from which Pulumi generates the SDKs of every language. Custom rules and ports have the
 * types of the Kubernetes provider. `docComments` become the descriptions.
 * https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
export function packageSchema({ version, homepage, license }: PackageMetadata, docComments: DocComments): Json {
  const types = new Map<string, Json>();

  /** `isOutput`: results have no plain types. */
  function write(schema: Schema, owner: string, field: string, isOutput: boolean): Json {
    const plain = !isOutput && "plain" in schema && schema.plain === true ? { plain: true } : {};
    switch (schema.kind) {
      case "scalar": {
        const choices = schema.jsonSchema?.["enum"];
        if (Array.isArray(choices)) return { ...enumType(choices as string[], `${owner}.${field}`), ...plain };
        const [type, ...others] = schema.types.map((one) => ({ type: one === "number" ? "integer" : one }));
        return { ...(others.length === 0 ? type : { oneOf: [type, ...others] }), ...plain };
      }
      case "list":
        return { type: "array", items: write(schema.items, owner, field, isOutput), ...plain };
      case "map":
        return { type: "object", additionalProperties: write(schema.value, owner, field, isOutput), ...plain };
      case "object": {
        // Anything goes, such as in the chart's values.
        if (schema.typeName === undefined)
          return { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" }, ...plain };
        const ofKubernetes = kubernetesTypes[schema.typeName];
        return ofKubernetes === undefined
          ? { $ref: `#/types/${define(schema, isOutput)}`, ...plain }
          : { $ref: `${kubernetes}#/types/kubernetes:networking.k8s.io/v1:${ofKubernetes}` };
      }
    }
  }

  function enumType(choices: readonly string[], field: string): Json {
    const name = enumNames[field];
    if (name === undefined) throw new Error(`bug: the enum of ${field} has no name`);
    const token = tokenOf(name);
    types.set(token, {
      type: "string",
      description: descriptionOf(...(field.split(".") as [string, string])),
      enum: choices.map((value) => ({ value })),
    });
    return { $ref: `#/types/${token}` };
  }

  function define(schema: ObjectSchema, isOutput: boolean): string {
    // The SDKs append `Args` to the names of input types.
    const token = tokenOf((schema.typeName ?? "").replace(/Args$/, ""));
    if (types.has(token)) return token;
    types.set(token, {});
    types.set(token, {
      type: "object",
      description: descriptionOf(schema.typeName ?? ""),
      ...properties(schema, isOutput),
    });
    return token;
  }

  function properties({ typeName = "", fields, required = [] }: ObjectSchema, isOutput: boolean): Json {
    const all = Object.entries(fields).map(([field, schema]) => [
      field,
      { ...write(schema, typeName, field, isOutput), description: descriptionOf(typeName, field) },
    ]);
    return { properties: Object.fromEntries(all) as unknown, ...(required.length > 0 && { required }) };
  }

  function descriptionOf(typeName: string, field?: string): string {
    // A mapped type, which has no comments for its fields.
    if (typeName === "Components" && field !== undefined)
      return `Settings of the ${valdGraph.components[field as Component].title}.`;
    // The Pulumi component's args extend the others.
    const type = typeName === componentArgsSchema.typeName ? "ValdNetworkPoliciesArgs" : typeName;
    const description = docComments(type, field);
    if (description === undefined) throw new Error(`bug: ${typeName}.${field} has no doc comment`);
    return description;
  }

  const { properties: inputProperties, required: requiredInputs } = properties(componentArgsSchema, false);
  const outputs = properties(componentOutputs, true);
  const resource = {
    isComponent: true,
    description: descriptionOf("ValdNetworkPolicies"),
    inputProperties,
    requiredInputs,
    properties: {
      ...(outputs["properties"] as Json),
      policies: {
        type: "object",
        additionalProperties: { $ref: `${kubernetes}#/resources/kubernetes:networking.k8s.io%2Fv1:NetworkPolicy` },
        description: descriptionOf("ValdNetworkPolicies", "policies"),
      },
    },
    required: [...(outputs["required"] as string[]), "policies"],
  };
  const functions = functionSchemas.map(({ name, description, input, output }) => [
    tokenOf(name),
    {
      description,
      inputs: { type: "object", ...properties(input, false) },
      outputs: { type: "object", ...properties(output, true) },
    },
  ]);
  return {
    name: "vald-network-policy",
    displayName: "Vald Network Policy",
    version,
    description:
      "Network policies for Vald, a distributed vector search engine on Kubernetes: one NetworkPolicy for each component, with your edges and custom rules.",
    keywords: ["pulumi", "kubernetes", "networkpolicy", "vald", "category/cloud", "kind/component"],
    homepage,
    repository: homepage,
    license,
    publisher: "vald-network-policy",
    pluginDownloadURL: `${homepage.replace("https://", "git://")}/provider`,
    meta: { supportPack: true },
    language: languageSettings(homepage),
    resources: { [tokenOf("ValdNetworkPolicies")]: resource },
    types: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))) as unknown,
    functions: Object.fromEntries(functions) as unknown,
  };
}

function tokenOf(name: string): string {
  return `vald-network-policy:index:${name}`;
}

/** Each SDK depends on the SDK of the Kubernetes provider, whose types it uses. */
function languageSettings(homepage: string): Json {
  return {
    nodejs: {
      packageName: "pulumi-vald-network-policy",
      respectSchemaVersion: true,
      dependencies: { "@pulumi/kubernetes": "^4.25.0" },
    },
    python: {
      respectSchemaVersion: true,
      pyproject: { enabled: true },
      requires: { "pulumi-kubernetes": ">=4.25.0,<5.0.0" },
    },
    go: {
      respectSchemaVersion: true,
      generateResourceContainerTypes: true,
      importBasePath: `${homepage.replace("https://", "")}/sdk/go/valdnetworkpolicy`,
      rootPackageName: "valdnetworkpolicy",
    },
    csharp: { respectSchemaVersion: true, packageReferences: { "Pulumi.Kubernetes": "4.*" } },
    java: { buildFiles: "gradle", dependencies: { "com.pulumi:kubernetes": "4.25.0" } },
  };
}
