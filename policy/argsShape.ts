import { componentNames, isDocumented } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { apiServer, dns, edges } from "./edgesShape";
import { cniNames, findingIds } from "./findingIds";
import { plainValues } from "./plainValues";
import { policyNameOf } from "./policyNameOf";
import { customRules } from "./rulesShape";
import {
  anyText,
  boolean,
  choice,
  componentName,
  labelKeyComplaint,
  labelKeySchema,
  labelValue,
  namePrefix,
  namespace,
  portNumber,
  someText,
} from "./scalars";
import type { Complaint, MapShape, ObjectShape, Shape } from "./shape";

const selectingLabels = (withoutOne: string): MapShape => ({
  kind: "map",
  what: "a map of labels",
  strict: true,
  key: labelKeyComplaint,
  value: labelValue,
  check: (_, given) =>
    given.size > 0 ? [] : [{ code: "empty-pod-labels", expected: "at least one label", hint: withoutOne }],
  schema: { propertyNames: labelKeySchema, minProperties: 1 },
});

const servedPorts: ObjectShape = {
  kind: "object",
  what: "the ports that a component serves",
  plain: true,
  fields: { grpc: portNumber, rest: portNumber, readiness: portNumber },
};

const componentSettings: ObjectShape = {
  kind: "object",
  what: "settings of a component",
  plain: true,
  fields: {
    enabled: boolean("true or false"),
    name: componentName,
    podLabels: selectingLabels("without one, every pod would be selected"),
    ports: servedPorts,
    custom: customRules,
  },
};

const ownLabels = ["app.kubernetes.io/part-of", "app.kubernetes.io/component"];

/** The largest that Kubernetes takes for all annotations of an object, keys and values together, in bytes. */
const annotationBytes = 256 * 1024;

/** The whole of what a user says. */
export const argsShape: ObjectShape = {
  kind: "object",
  what: "an args object",
  plain: true,
  elsewhere: {
    adopt: "the Pulumi component takes it; it changes no policy's rules",
    strict: "the Pulumi component takes it; on the command line it is check --fail-on warning",
  },
  fields: {
    namespace,
    defaults: {
      kind: "object",
      what: "an object with networkPolicy and ports",
      plain: true,
      fields: {
        networkPolicy: {
          kind: "object",
          what: "an object with enabled and custom",
          plain: true,
          fields: { enabled: boolean("true or false"), custom: customRules },
        },
        ports: servedPorts,
      },
    },
    instanceLabels: selectingLabels("without one, it tells no Vald from another"),
    namePrefix: { ...namePrefix, plain: true },
    components: {
      kind: "object",
      what: "settings by component",
      plain: true,
      fields: Object.fromEntries(componentNames.map((c): [string, Shape] => [c, componentSettings])),
      check: (sound) => collisions(sound),
    },
    edges,
    edgePorts: { ...choice("invalid-values", "what edges are limited to", ["any", "vald"]), plain: true },
    apiServer,
    dns,
    cni: { ...choice("invalid-values", "a network plugin", cniNames), plain: true },
    ignore: {
      kind: "list",
      what: "a list of findings that are meant",
      plain: true,
      of: {
        kind: "object",
        what: "a finding that is meant",
        strict: true,
        plain: true,
        fields: {
          id: { ...choice("invalid-values", "the id of a finding", findingIds), plain: true },
          path: { ...someText, what: "a place as findings show it", plain: true },
          reason: { ...someText, what: "a reason", plain: true },
        },
        required: ["id", "reason"],
      },
    },
    labels: {
      kind: "map",
      what: "a map of labels",
      key: (key) =>
        ownLabels.includes(key)
          ? {
              code: "reserved-label",
              expected: "labels of your own",
              hint: "the package sets this one on every policy",
            }
          : labelKeyComplaint(key),
      value: labelValue,
      schema: { propertyNames: { ...labelKeySchema, not: { enum: ownLabels } } },
    },
    annotations: {
      kind: "map",
      what: "a map of annotations",
      key: labelKeyComplaint,
      value: anyText,
      check: (sound) => {
        const encoder = new TextEncoder();
        const bytes = Object.entries(sound).reduce(
          (sum, [key, value]) => sum + encoder.encode(key + String(value)).length,
          0,
        );
        return bytes <= annotationBytes
          ? []
          : [
              {
                code: "annotations-too-large",
                expected: `at most ${annotationBytes} bytes in all annotations together`,
              },
            ];
      },
      schema: { propertyNames: labelKeySchema },
    },
  },
};

/** The same for the Pulumi component, which takes no default for where Vald runs, and says how policies are written. */
export const componentArgsShape: ObjectShape = {
  ...argsShape,
  fields: { ...argsShape.fields, adopt: boolean("true or false"), strict: boolean("true or false") },
  required: ["namespace"],
};

/** Two components of one name, or whose policies would have one: the second would replace the first. */
function collisions(components: Readonly<Record<string, unknown>>): Complaint[] {
  const named = new Map<string, string>();
  const policyOf = new Map<string, string>();
  return componentNames.flatMap((component): Complaint[] => {
    const settings = (components[component] ?? {}) as { enabled?: boolean; name?: unknown };
    if (!(settings.enabled ?? isDocumented(component))) return [];
    const name = settings.name ?? valdGraph.components[component].app;
    // A name that comes late is checked when it is known.
    if (typeof name !== "string") return [];
    const policy = policyNameOf(valdGraph, { components: { [component]: settings } }, plainValues)(component);
    const [sameName, samePolicy] = [named.get(name), policyOf.get(policy)];
    named.set(name, component);
    policyOf.set(policy, component);
    const complaint = { code: "name-collision" as const, at: [component, "name"], value: name };
    if (sameName !== undefined)
      return [{ ...complaint, expected: `a name of its own, because ${sameName} has this one` }];
    return samePolicy === undefined
      ? []
      : [
          {
            ...complaint,
            expected: `another name here or for ${samePolicy}, because the policies of both would be called ${policy}`,
          },
        ];
  });
}
