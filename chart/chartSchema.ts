import { customRules } from "../args/rulesSchema";
import { boolean, componentName, namespace, portNumber } from "../args/scalarSchemas";
import { nearest } from "../args/schema/nearest";
import type { ObjectSchema, ScalarSchema, Schema } from "../args/schema/schema";
import { type Component, componentNames } from "../graph/components";
import { ownSettingHint, otherChartIssues, ownKeys } from "./otherChart";
import { workloads } from "./workloads";

const enabled = partial("settings, such as `enabled`", { enabled: boolean });
const server = partial("server settings", { enabled: boolean, port: portNumber });

const sharedSettings = {
  server_config: partial("server settings", {
    servers: partial("settings for each server", { grpc: server, rest: server }),
    healths: partial("settings for each health server", { readiness: server }),
    metrics: partial("settings for each metrics server", { pprof: server }),
  }),
  observability: enabled,
};

const componentSettings: { readonly [C in Component]?: Readonly<Record<string, Schema>> } = {
  agent: {
    ngt: partial("NGT settings", { enable_export_index_info_to_k8s: boolean }),
    sidecar: partial("sidecar settings", { enabled: boolean, initContainerEnabled: boolean }),
  },
  filterGateway: { ingress: enabled },
  lbGateway: { ingress: enabled },
  mirrorGateway: { ingress: enabled },
};

const defaults: ObjectSchema = {
  ...partial("the chart's defaults", {
    ...sharedSettings,
    networkPolicy: {
      kind: "object",
      label: "an object with `enabled`, `custom`, or both",
      fields: { enabled: boolean, custom: customRules },
    },
  }),
  // A misspelled key would silently turn policies off or drop rules.
  check: (_, presentKeys) =>
    [...presentKeys]
      .filter((key) => key !== "networkPolicy" && nearest(key, ["networkPolicy", "networkPolicies"]) !== undefined)
      .map((key) => ({
        code: "unknown-field",
        at: [key],
        expected: "`networkPolicy`",
        hint: "did you mean `networkPolicy`?",
      })),
};

/**
 * The chart values that are read. All other values are accepted, because the chart has a thousand settings, and later versions
 * have different ones.
 */
export const chartSchema: ObjectSchema = {
  check: otherChartIssues,
  ...nestedSchema("chart values", [
    ...componentNames.flatMap((component): Leaf[] => {
      const { at, name = "name", servers } = workloads[component];
      const settings = {
        enabled: boolean,
        [name]: componentName,
        ...(servers === undefined && sharedSettings),
        ...componentSettings[component],
      };
      return Object.entries(settings).map(([key, schema]) => [[...at, key], schema]);
    }),
    [["manager", "index", "operator", "enabled"], boolean],
    [["defaults"], defaults],
  ]),
  misplacedKeys: Object.fromEntries(ownKeys.map((key) => [key, ownSettingHint])),
};

/** Where objects that install charts have the chart's values, by kind. */
const valuesOfKinds: Readonly<Record<string, string>> = {
  HelmRelease: "pass only the values under `spec.values`",
  HelmChart: "pass only the values in `spec.valuesContent`",
  Application: "pass only the values under `spec.source.helm.valuesObject`",
  ApplicationSet: "pass only the values under `spec.template.spec.source.helm.valuesObject`",
  ValdOperatorRelease: "pass the ValdRelease that the operator creates: `kubectl get valdrelease NAME -o yaml`",
};

/** The schema of a Kubernetes object. Only a ValdRelease, which Vald's Helm operator installs, has chart values, in its `spec`. */
export function objectSchema(kind: unknown): ObjectSchema {
  return kind === "ValdRelease" ? releaseSchema : partial("a kind", { kind: releaseKind });
}

const releaseKind: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "the object's kind",
  check: (kind) => {
    if (kind === "ValdRelease") return undefined;
    const hint = Object.hasOwn(valuesOfKinds, String(kind)) ? valuesOfKinds[String(kind)] : undefined;
    return { code: "wrong-type", expected: "`ValdRelease`", ...(hint !== undefined && { hint }) };
  },
};

const releaseSchema: ObjectSchema = {
  kind: "object",
  label: "a ValdRelease",
  fields: {
    apiVersion: { kind: "scalar", types: ["string"], label: "an API version" },
    kind: releaseKind,
    metadata: partial("metadata", { namespace }),
    spec: chartSchema,
    status: partial("status fields", {}),
  },
};

type Leaf = readonly [path: readonly string[], schema: Schema];

/** Nested objects with these leaves. */
function nestedSchema(contents: string, leaves: readonly Leaf[]): ObjectSchema {
  const keys = [...new Set(leaves.map(([[key = ""]]) => key))];
  const fields = keys.map((key): [string, Schema] => {
    const below = leaves.filter(([[first]]) => first === key).map(([path, schema]): Leaf => [path.slice(1), schema]);
    const leaf = below.find(([path]) => path.length === 0);
    return [key, leaf === undefined ? nestedSchema(`${key} settings`, below) : leaf[1]];
  });
  return partial(contents, Object.fromEntries(fields));
}

/** The schema of an object with fields that are not read. `contents` describes the object for messages. */
export function partial(contents: string, fields: ObjectSchema["fields"]): ObjectSchema {
  return { kind: "object", label: `an object with ${contents}`, allowUnknownKeys: true, fields };
}
