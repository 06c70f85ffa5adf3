import { componentNames } from "../graph/components";
import { dnsPlaces } from "../graph/platform";
import { isInside, parseCidr } from "./cidr";
import { isRecord } from "./isRecord";
import { nameLabel } from "./nameLabel";
import { ports } from "./rulesShape";
import { choice, cidr, labelKeyComplaint, labelKeySchema, labelValue, namespace, portNumber } from "./scalars";
import type { Complaint, ListShape, MapShape, ObjectShape } from "./shape";

const labels = (what: string): MapShape => ({
  kind: "map",
  what,
  strict: true,
  key: labelKeyComplaint,
  value: labelValue,
  schema: { propertyNames: labelKeySchema },
});

const cidrs: ListShape = { kind: "list", what: "a list of ranges", of: cidr, atLeast: 1 };

/** Empty, it would open all of them, as in a rule of NetworkPolicy; who removes the last one means the opposite. */
const somePorts = (otherwise: string): ListShape => ({ ...ports, atLeast: 1, hint: `leave it out for ${otherwise}` });

const ofPods = ["namespace", "namespaceLabels", "podLabels"];
const ofRanges = ["cidrs", "except"];

/** Who is at one end, beside components: pods or ranges of addresses. */
export const outside: Pick<ObjectShape, "fields"> & Required<Pick<ObjectShape, "check">> = {
  fields: {
    namespace,
    namespaceLabels: labels("a map of labels of namespaces"),
    podLabels: labels("a map of labels of pods"),
    cidrs,
    except: { kind: "list", what: "a list of ranges", of: cidr },
  },
  check: (sound, given) => {
    const kinds = [ofPods, ofRanges].filter((fields) => fields.some((field) => given.has(field)));
    if (kinds.length > 1) return [{ code: "conflicting-end", expected: "pods, or ranges of addresses, not both" }];
    return [...namespaceComplaints(sound, given), ...exceptComplaints(sound, given)];
  },
};

/** The same in JSON Schema, as far as it goes. */
const outsideDependencies = {
  except: ["cidrs"],
  cidrs: { propertyNames: { enum: [...ofRanges, "port"] } },
  namespace: { properties: { namespaceLabels: { propertyNames: { not: { const: nameLabel } } } } },
};

const ends = [...componentNames, "every"];

const end: ObjectShape = {
  kind: "object",
  what: "an end of an edge",
  strict: true,
  plain: true,
  fields: {
    component: { ...choice("invalid-values", "a component", ends), plain: true },
    ...outside.fields,
  },
  elsewhere: {
    ports: "ports stand beside from and to",
    cidr: "ranges stand in a list, cidrs",
    ipBlock: "ranges stand in cidrs and except",
    podSelector: "labels of pods stand in podLabels",
    namespaceSelector: "labels of namespaces stand in namespaceLabels, the name of one in namespace",
    app: "labels of pods stand in podLabels",
    labels: "labels of pods stand in podLabels",
  },
  instead: (value) => (ends.some((component) => component === value) ? `{ component: ${String(value)} }` : undefined),
  check: (sound, given) => {
    if (given.size === 0) {
      return [
        {
          code: "empty-end",
          expected: "component, or namespace, namespaceLabels or podLabels, or cidrs",
          hint: "to mean every address there is, give 0.0.0.0/0 and ::/0",
        },
      ];
    }
    if (given.has("component") && given.size > 1)
      return [
        { code: "conflicting-end", expected: "component alone", hint: "components.<c>.podLabels are its labels" },
      ];
    return outside.check(sound, given);
  },
  schema: { minProperties: 1, dependencies: { component: { maxProperties: 1 }, ...outsideDependencies } },
};

const edge: ObjectShape = {
  kind: "object",
  what: "an edge",
  strict: true,
  plain: true,
  fields: { from: end, to: end, ports: somePorts("all ports") },
  required: ["from", "to"],
  elsewhere: { port: "ports stand in a list, ports: [{ port: 8081 }]" },
  check: ({ from, to }) => {
    const hasNone = (side: unknown) => typeof side === "object" && side !== null && !("component" in side);
    return hasNone(from) && hasNone(to)
      ? [
          {
            code: "no-component",
            expected: "a component at one end at least",
            hint: "no policy here decides otherwise",
          },
        ]
      : [];
  },
  schema: { anyOf: ["from", "to"].map((side) => ({ properties: { [side]: { required: ["component"] } } })) },
};

export const edges: ListShape = { kind: "list", what: "a list of edges", of: edge, plain: true };

const dnsPlace: ObjectShape = {
  kind: "object",
  what: "a place of DNS",
  strict: true,
  plain: true,
  fields: {
    preset: { ...choice("invalid-values", "a place that many clusters have", Object.keys(dnsPlaces)), plain: true },
    ...outside.fields,
    port: portNumber,
  },
  elsewhere: { ports: "there is one port, for UDP and TCP", labels: "labels of pods stand in podLabels" },
  instead: presetMeant,
  check: (sound, given) => {
    const own = [...ofPods, ...ofRanges].filter((field) => given.has(field));
    if (given.has("preset") && own.length > 0)
      return [{ code: "conflicting-end", expected: "a preset, or a place of your own, not both" }];
    if (!given.has("preset") && own.length === 0)
      return [{ code: "empty-end", expected: "preset, or namespace, namespaceLabels or podLabels, or cidrs" }];
    return outside.check(sound, given);
  },
  schema: {
    anyOf: ["preset", ...ofPods, "cidrs"].map((field) => ({ required: [field] })),
    dependencies: { ...outsideDependencies, preset: { propertyNames: { enum: ["preset", "port"] } } },
  },
};

export const dns: ListShape = {
  kind: "list",
  what: "a list of places of DNS",
  of: dnsPlace,
  plain: true,
  atLeast: 1,
  instead: (value) => {
    const one = presetMeant(isRecord(value) ? value["preset"] : value);
    return one === undefined ? undefined : `[${one}]`;
  },
};

export const apiServer: ObjectShape = {
  kind: "object",
  what: "the place of the API server",
  strict: true,
  plain: true,
  fields: { cidrs, ports: somePorts("443 and 6443") },
  required: ["cidrs"],
  elsewhere: { port: "ports stand in a list, ports: [{ port: 6443 }]", cidr: "ranges stand in a list, cidrs" },
  instead: (value) => {
    const ranges = [value].flat();
    const isSound =
      ranges.length > 0 && ranges.every((range) => typeof range === "string" && parseCidr(range) !== undefined);
    return isSound ? `{ cidrs: [${ranges.join(", ")}] }` : undefined;
  },
};

function presetMeant(value: unknown): string | undefined {
  return Object.keys(dnsPlaces).some((preset) => preset === value) ? `{ preset: ${String(value)} }` : undefined;
}

/** The same namespace by its name in two places, which may differ. */
function namespaceComplaints(sound: Readonly<Record<string, unknown>>, given: ReadonlySet<string>): Complaint[] {
  const { namespaceLabels } = sound;
  if (!given.has("namespace") || typeof namespaceLabels !== "object" || !(nameLabel in (namespaceLabels ?? {})))
    return [];
  return [
    { code: "conflicting-end", at: ["namespaceLabels", nameLabel], expected: "the name of the namespace in one place" },
  ];
}

function exceptComplaints(sound: Readonly<Record<string, unknown>>, given: ReadonlySet<string>): Complaint[] {
  if (!given.has("except")) return [];
  if (!given.has("cidrs"))
    return [
      { code: "missing-field", at: ["cidrs"], expected: "a list of ranges", hint: "except leaves out parts of it" },
    ];
  if (!Array.isArray(sound["cidrs"]) || !Array.isArray(sound["except"])) return [];
  const outer = parsed(sound["cidrs"]);
  // One that is not known yet may be the one.
  if (outer.length < sound["cidrs"].length) return [];
  return sound["except"].flatMap((text: unknown, i): Complaint[] => {
    const [hole] = parsed([text]);
    if (hole === undefined) return [];
    const fits = outer.some((range) => isInside(hole, range)) && !outer.some((range) => isInside(range, hole));
    const expected = "a range inside one of cidrs, smaller than it, and around none of them";
    return fits ? [] : [{ code: "invalid-except", at: ["except", i], value: text, expected }];
  });
}

function parsed(ranges: readonly unknown[]) {
  return ranges.flatMap((text) => (typeof text === "string" ? (parseCidr(text) ?? []) : []));
}
