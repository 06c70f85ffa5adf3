import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type {
  ComponentSettings,
  Defaults,
  IgnoreArgs,
  NetworkPoliciesArgs,
  NetworkPolicyDefaults,
  PlainValueKinds,
  ServedPorts,
} from "./args";
import { cniNames } from "./cni";
import { apiServer, dns, edges } from "./edgesSchema";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { findingIds } from "./findingIds";
import { plainValueOps } from "./plainValueOps";
import { isDeployed, resolvePolicyName } from "./resolveComponents";
import { customRules } from "./rulesSchema";
import {
  annotationKeyIssue,
  anyString,
  boolean,
  choice,
  componentName,
  labelKeyIssue,
  labelKeyJsonSchema,
  labelValue,
  namePrefix,
  namespace,
  nonBlankString,
  portNumber,
  suggestLabels,
} from "./scalarSchemas";
import { suggestComponent } from "./suggestComponent";
import { isRecord } from "./schema/isRecord";
import type { MapSchema, ObjectSchema, RelativeIssue, Schema } from "./schema/schema";

const selectingLabels = (whyNotEmpty: string): MapSchema => ({
  kind: "map",
  label: "a map of labels",
  rejectUndefined: true,
  key: labelKeyIssue,
  value: labelValue,
  suggestion: suggestLabels,
  check: (_, presentKeys) =>
    presentKeys.size > 0
      ? []
      : [{ code: "empty-pod-labels", expected: "a map with at least one label", hint: whyNotEmpty }],
  jsonSchema: { propertyNames: labelKeyJsonSchema, minProperties: 1 },
});

const servedPorts: ObjectSchema = {
  kind: "object",
  label: "an object with `grpc`, `rest`, or `readiness` ports",
  typeName: "ServedPorts",
  plain: true,
  fields: { grpc: portNumber, rest: portNumber, readiness: portNumber } satisfies Record<keyof ServedPorts, Schema>,
};

const componentSettings: ObjectSchema = {
  kind: "object",
  label: "an object with a component's settings",
  typeName: "ComponentSettings",
  plain: true,
  fields: {
    enabled: boolean,
    name: componentName,
    podLabels: selectingLabels("an empty map would select every pod"),
    ports: servedPorts,
    custom: customRules,
  } satisfies Record<keyof ComponentSettings, Schema>,
};

const defaults: ObjectSchema = {
  kind: "object",
  label: "an object with `networkPolicy`, `ports`, or both",
  typeName: "Defaults",
  plain: true,
  fields: {
    networkPolicy: {
      kind: "object",
      label: "an object with `enabled`, `custom`, or both",
      typeName: "NetworkPolicyDefaults",
      plain: true,
      fields: { enabled: boolean, custom: customRules } satisfies Record<keyof NetworkPolicyDefaults, Schema>,
    },
    ports: servedPorts,
  } satisfies Record<keyof Defaults, Schema>,
};

const components: ObjectSchema = {
  kind: "object",
  label: "an object with one field for each component to configure",
  typeName: "Components",
  plain: true,
  fields: Object.fromEntries(componentNames.map((c) => [c, componentSettings])) satisfies Record<string, Schema>,
  suggestKey: suggestComponent,
  check: (settings) => [...nameCollisions(settings), ...labelCollisions(settings)],
};

const ignore: ObjectSchema = {
  kind: "object",
  label: "a finding to ignore",
  typeName: "IgnoreArgs",
  rejectUndefined: true,
  plain: true,
  fields: {
    id: {
      ...choice(
        "invalid-values",
        "a finding's id",
        [...findingIds, "chart-setting"],
        undefined,
        "the id of a finding in docs/findings.md",
      ),
      plain: true,
    },
    path: { ...nonBlankString, label: "a location as shown in a finding, such as `edges[0]`", plain: true },
    reason: { ...nonBlankString, label: "the reason for ignoring the finding", plain: true },
  } satisfies Record<keyof IgnoreArgs, Schema>,
  required: ["id", "reason"],
};

const reservedLabels = ["app.kubernetes.io/part-of", "app.kubernetes.io/component"];

const labels: MapSchema = {
  kind: "map",
  label: "a map of labels",
  key: (key) =>
    reservedLabels.includes(key)
      ? {
          code: "reserved-label",
          expected: "another label key",
          hint: "vald-network-policy sets this label on every policy",
        }
      : labelKeyIssue(key),
  value: labelValue,
  suggestion: suggestLabels,
  jsonSchema: { propertyNames: { ...labelKeyJsonSchema, not: { enum: reservedLabels } } },
};

/** Kubernetes' limit for the total size of an object's annotations, including keys and values. */
const maxAnnotationBytes = 256 * 1024;

const annotations: MapSchema = {
  kind: "map",
  label: "a map of annotations",
  key: annotationKeyIssue,
  value: anyString,
  check: (valid) => {
    const encoder = new TextEncoder();
    const bytes = Object.entries(valid).reduce(
      (sum, [key, value]) => sum + encoder.encode(key + String(value)).length,
      0,
    );
    const expected = `at most ${maxAnnotationBytes} bytes in total for the keys and values of all annotations`;
    return bytes <= maxAnnotationBytes ? [] : [{ code: "annotations-too-large", expected }];
  },
  jsonSchema: { propertyNames: labelKeyJsonSchema },
};

/** The schema of `NetworkPoliciesArgs`. */
export const argsSchema: ObjectSchema = {
  kind: "object",
  label: "an object with args",
  typeName: "NetworkPoliciesArgs",
  plain: true,
  misplacedKeys: {
    chartValues:
      "only the Pulumi component accepts `chartValues`; on the command line, pass the file with --chart-values, and in a program, call `fromChartValues`",
    adopt: "only the Pulumi component accepts `adopt`; it does not change the rules in policies",
    strict: "only the Pulumi component accepts `strict`; on the command line, use `check --fail-on warning`",
  },
  fields: {
    namespace,
    defaults,
    instanceLabels: selectingLabels("an empty map cannot distinguish Vald clusters"),
    namePrefix: { ...namePrefix, plain: true },
    components,
    edges,
    edgePorts: { ...choice("invalid-values", "`any` or `vald`", ["any", "vald"]), plain: true },
    apiServer,
    dns,
    cni: { ...choice("invalid-values", "a network plugin", cniNames), plain: true },
    ignore: { kind: "list", label: "a list of findings to ignore", plain: true, items: ignore },
    labels,
    annotations,
  } satisfies Record<keyof NetworkPoliciesArgs, Schema>,
  check: instanceLabelCollisions,
};

/** The schema of a values file: the same fields, and also the Pulumi component's `adopt` and `strict`. */
export const valuesFileSchema: ObjectSchema = {
  ...argsSchema,
  misplacedKeys: {
    chartValues: "write the values of Vald's chart into a file of their own, and pass it with --chart-values",
  },
  fields: { ...argsSchema.fields, adopt: boolean, strict: boolean },
};

/** The schema of `ValdNetworkPoliciesArgs`. The namespace is required. `chartSchema` validates what is in `chartValues`. */
export const componentArgsSchema: ObjectSchema = {
  ...valuesFileSchema,
  misplacedKeys: {},
  fields: {
    ...valuesFileSchema.fields,
    chartValues: {
      kind: "object",
      label: "an object with the values of Vald's chart, such as the parsed contents of a values file",
      fields: {},
      allowUnknownKeys: true,
      plain: true,
    },
  },
  required: ["namespace"],
};

/**
 * Issues for components that have the same name, or whose policies have the same name. The second policy would replace the
 * first.
 */
function nameCollisions(settings: Readonly<Record<string, unknown>>): RelativeIssue[] {
  // Cast: the settings are valid, but text values may still be unknown.
  const args = { components: settings as NonNullable<NetworkPoliciesArgs["components"]> };
  const byName = new Map<string, Component>();
  const byPolicyName = new Map<string, Component>();
  return componentNames.flatMap((component): RelativeIssue[] => {
    const name: unknown = args.components[component]?.name ?? valdGraph.components[component].app;
    // A name that is not known yet is checked later, once it is known.
    if (!isDeployed(args, component) || typeof name !== "string") return [];
    const policyName = resolvePolicyName<PlainValueKinds, never>(valdGraph, args, component, plainValueOps);
    const [sameName, samePolicyName] = [byName.get(name), byPolicyName.get(policyName)];
    byName.set(name, component);
    byPolicyName.set(policyName, component);
    const issue = { code: "name-collision" as const, at: [component, "name"], value: name };
    if (sameName !== undefined)
      return [{ ...issue, expected: `a name that the component \`${sameName}\` does not use` }];
    if (samePolicyName === undefined) return [];
    const expected = `a different name for this component or for \`${samePolicyName}\`, because both policies would be named "${policyName}"`;
    return [{ ...issue, expected }];
  });
}

/**
 * Issues for components whose labels do not distinguish their pods: the labels of one contain all labels of another, so that its
 * pods would get the rules of both. Components that are selected by different keys, such as the read replicas by default, are
 * distinguished by the pods themselves.
 */
function labelCollisions(settings: Readonly<Record<string, unknown>>): RelativeIssue[] {
  const known = knownLabels(settings);
  const collides = (a: LabelMap, b: LabelMap) => contains(a, b) || contains(b, a);
  return known.flatMap(({ component, labels }, i): RelativeIssue[] => {
    const earlier = known.slice(0, i).find((other) => collides(labels, other.labels));
    if (earlier === undefined) return [];
    const [changed, other] = hasPodLabels(settings, component)
      ? [component, earlier.component]
      : [earlier.component, component];
    // Without `podLabels`, the components have the same name, which is an issue already.
    if (!hasPodLabels(settings, changed)) return [];
    const expected = `labels that do not select the same pods as \`${other}\``;
    return [{ code: "label-collision", at: [changed, "podLabels"], expected }];
  });
}

/** Issues for instance labels that a component's default label would replace. `podLabels` may replace them. */
function instanceLabelCollisions({ instanceLabels, components: settings = {} }: Readonly<Record<string, unknown>>) {
  // Cast: both are valid, but may contain values that are not known yet.
  const own = knownLabels(settings as Readonly<Record<string, unknown>>).filter(
    ({ component }) => !hasPodLabels(settings as Readonly<Record<string, unknown>>, component),
  );
  return Object.entries((instanceLabels ?? {}) as Record<string, unknown>).flatMap(([key, value]): RelativeIssue[] => {
    const found = own.find(({ labels }) => Object.hasOwn(labels, key) && labels[key] !== value);
    // A value that is not known yet is checked later, once it is known.
    if (found === undefined || typeof value !== "string") return [];
    const expected = `a label key that does not select a component; \`${found.component}\` is selected by \`${key}\``;
    const hint = "set the component's `podLabels` instead";
    return [{ code: "label-collision", at: ["instanceLabels", key], value, expected, hint }];
  });
}

/** The labels that select each deployed component, without instance labels. Omits components with labels that are not known yet. */
function knownLabels(settings: Readonly<Record<string, unknown>>): { component: Component; labels: LabelMap }[] {
  // Cast: the settings are valid, but values may still be unknown.
  const args = { components: settings as NonNullable<NetworkPoliciesArgs["components"]> };
  return componentNames.flatMap((component) => {
    if (!isDeployed(args, component)) return [];
    const { name, podLabels } = args.components[component] ?? {};
    const { app, selectorLabelKey = "app" } = valdGraph.components[component];
    const labels: LabelMap = podLabels ?? { [selectorLabelKey]: name ?? app };
    return isRecord(labels) && Object.values(labels).every((value) => typeof value === "string")
      ? [{ component, labels }]
      : [];
  });
}

function hasPodLabels(settings: Readonly<Record<string, unknown>>, component: Component): boolean {
  return isRecord(settings[component]) && settings[component]["podLabels"] !== undefined;
}

/** Whether labels include all of others. */
function contains(labels: LabelMap, others: LabelMap): boolean {
  return Object.entries(others).every(([key, value]) => labels[key] === value);
}
