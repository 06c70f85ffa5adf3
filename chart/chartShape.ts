import { type Component, componentNames } from "../graph/components";
import { argsShape } from "../policy/argsShape";
import { isRecord } from "../policy/isRecord";
import { nearest } from "../policy/nearest";
import { customRules } from "../policy/rulesShape";
import { boolean, componentName, namespace, portNumber } from "../policy/scalars";
import type { Complaint, ObjectShape, Shape } from "../policy/shape";
import { workloads } from "./workloads";

const flag = boolean("true or false");

const enabled = open("settings with enabled", { enabled: flag });
const server = open("settings of a server", { enabled: flag, port: portNumber });

const shared = {
  server_config: open("settings of servers", {
    servers: open("servers", { grpc: server, rest: server }),
    healths: open("health servers", { readiness: server }),
    metrics: open("metrics servers", { pprof: server }),
  }),
  observability: enabled,
};

const more: { readonly [C in Component]?: Readonly<Record<string, Shape>> } = {
  agent: {
    ngt: open("settings of NGT", { enable_export_index_info_to_k8s: flag }),
    sidecar: open("settings of the sidecar", { enabled: flag, initContainerEnabled: flag }),
  },
  filterGateway: { ingress: enabled },
  lbGateway: { ingress: enabled },
  mirrorGateway: { ingress: enabled },
};

const defaults: ObjectShape = {
  ...open("defaults of Vald's chart", {
    ...shared,
    networkPolicy: {
      kind: "object",
      what: "an object with enabled and custom",
      fields: { enabled: flag, custom: customRules },
    },
  }),
  // Misspelt, it would leave the policies off, or the rules out, with nothing said.
  check: (_, given) =>
    [...given]
      .filter((key) => key !== "networkPolicy" && nearest(key, ["networkPolicy", "networkPolicies"]) !== undefined)
      .map((key) => ({
        code: "unknown-field",
        at: [key],
        expected: "networkPolicy",
        hint: "did you mean networkPolicy?",
      })),
};

/** Keys of the package's own settings that are not its own alone: charts have such too. */
const commonKeys = ["namespace", "defaults", "labels", "annotations"];

/**
 * What is read of the values of Vald's chart. All else is left alone: the chart has a thousand settings, and a later version
 * has others.
 */
export const chartShape: ObjectShape = {
  check: ofOtherChart,
  ...nested("values of Vald's chart", [
    ...componentNames.flatMap((component): Leaf[] => {
      const { at, name = "name", servers } = workloads[component];
      const own = { enabled: flag, [name]: componentName, ...(servers === undefined && shared), ...more[component] };
      return Object.entries(own).map(([key, shape]) => [[...at, key], shape]);
    }),
    [["manager", "index", "operator", "enabled"], flag],
    [["defaults"], defaults],
  ]),
  elsewhere: Object.fromEntries(
    Object.keys(argsShape.fields)
      .filter((key) => !commonKeys.includes(key))
      .map((key) => [key, "the package's own settings stand in values of its own, beside those of the chart"]),
  ),
};

/** Values of a chart that has Vald's as a dependency: read as Vald's own, they would say nothing. */
function ofOtherChart(values: Readonly<Record<string, unknown>>, given: ReadonlySet<string>): Complaint[] {
  const keys = [...new Set(Object.values(workloads).map(({ at }) => at[0] ?? ""))];
  const hasSome = (names: Iterable<string>) => [...names].some((name) => keys.includes(name));
  if (hasSome(given)) return [];
  return Object.entries(values)
    .filter(([, inner]) => isRecord(inner) && hasSome(Object.keys(inner)))
    .map(([key]) => ({
      code: "unknown-field",
      at: [key],
      expected: `one of ${keys.join(", ")}`,
      hint: `where Vald's chart is a dependency, its values are what stands below ${key}`,
    }));
}

/** A ValdRelease, which Vald's Helm operator installs: its `spec` is values of the chart. */
export const releaseShape: ObjectShape = {
  kind: "object",
  what: "a ValdRelease",
  fields: {
    apiVersion: { kind: "scalar", types: ["string"], what: "an API version" },
    kind: {
      kind: "scalar",
      types: ["string"],
      what: "the kind of the object",
      check: (kind) => (kind === "ValdRelease" ? undefined : { code: "wrong-type", expected: "ValdRelease" }),
    },
    metadata: open("metadata", { namespace }),
    spec: chartShape,
    status: open("a status", {}),
  },
};

type Leaf = readonly [path: readonly string[], shape: Shape];

/** Objects within objects, down to the leaves. */
function nested(what: string, leaves: readonly Leaf[]): ObjectShape {
  const keys = [...new Set(leaves.map(([[key = ""]]) => key))];
  const fields = keys.map((key): [string, Shape] => {
    const below = leaves.filter(([[first]]) => first === key).map(([path, shape]): Leaf => [path.slice(1), shape]);
    const leaf = below.find(([path]) => path.length === 0);
    return [key, leaf === undefined ? nested(`settings of ${key}`, below) : leaf[1]];
  });
  return open(what, Object.fromEntries(fields));
}

function open(what: string, fields: ObjectShape["fields"]): ObjectShape {
  return { kind: "object", what, open: true, fields };
}
