import type { Random } from "../random";
import { cidrText, randomCidr } from "./cidrs";
import { isObject, type JsonObject, listAt, objectAt, objectsIn } from "./json";
import { appLabels } from "./policiesFor";

/** Args that are being edited. */
export interface Draft {
  args: JsonObject;
  random: Random;
}

/** A random object in the args that can be edited. If the args have none of its kind, it is created. */
export type Location = (draft: Draft) => JsonObject;

export const root: Location = ({ args }) => args;

/** The settings of a component. */
export const settings: Location = ({ args, random }) => {
  const components = objectAt(args, "components");
  const names = Object.keys(appLabels);
  const configured = names.filter((name) => isObject(components[name]));
  return objectAt(components, random.pick(configured.length > 0 ? configured : names));
};

export const servedPorts: Location = (draft) =>
  objectAt(draft.random.chance(50) ? objectAt(draft.args, "defaults") : settings(draft), "ports");

export const customRules: Location = (draft) =>
  objectAt(
    draft.random.chance(50) ? objectAt(objectAt(draft.args, "defaults"), "networkPolicy") : settings(draft),
    "custom",
  );

/** A rule and the key under which it lists its peers. */
export function ruleWithPeersKey(draft: Draft): { rule: JsonObject; peersKey: "from" | "to" } {
  const [direction, peersKey] = draft.random.pick([
    ["ingress", "from"],
    ["egress", "to"],
  ] as const);
  return { rule: itemOf(draft, listAt(customRules(draft), direction), {}), peersKey };
}

export const rule: Location = (draft) => ruleWithPeersKey(draft).rule;

/** A new, empty peer. */
export const emptyPeer: Location = (draft) => {
  const { rule, peersKey } = ruleWithPeersKey(draft);
  return insert(draft, listAt(rule, peersKey), {});
};

/** A new, empty selector. */
const emptySelector: Location = (draft) =>
  objectAt(emptyPeer(draft), draft.random.pick(["podSelector", "namespaceSelector"]));

/** A new, valid requirement in `matchExpressions`. */
export const expression: Location = (draft) =>
  insert(draft, listAt(emptySelector(draft), "matchExpressions"), { key: "tier", operator: "Exists" });

export const edge: Location = (draft) =>
  itemOf(draft, listAt(draft.args, "edges"), { from: { component: "agent" }, to: { component: "lbGateway" } });

/** An empty end of an edge. The other end is a component. */
export const emptyEdgeEndpoint: Location = (draft) => {
  const [end, otherEnd] = draft.random.pick([
    ["from", "to"],
    ["to", "from"],
  ]);
  const endpoint = {};
  const component = draft.random.pick(["agent", "mirrorGateway", "every"]);
  Object.assign(edge(draft), { [end]: endpoint, [otherEnd]: { component } });
  return endpoint;
};

/** A new, valid DNS endpoint. */
export const dnsEndpoint: Location = (draft) =>
  insert(
    draft,
    listAt(draft.args, "dns"),
    draft.random.pick([{ preset: "nodeLocal" }, { namespace: "dns", port: 5353 }]),
  );

/** An empty endpoint that is not a component: one end of an edge, or a DNS endpoint. */
export const emptyEndpoint: Location = (draft) =>
  draft.random.chance(70) ? emptyEdgeEndpoint(draft) : insert(draft, listAt(draft.args, "dns"), {});

export const apiServer: Location = ({ args }) => {
  if (!isObject(args["apiServer"])) args["apiServer"] = { cidrs: ["10.96.0.1/32"] };
  return objectAt(args, "apiServer");
};

/** A new, valid port entry in any list of ports. */
export const port: Location = (draft) => {
  const parent = draft.random.pick([rule, rule, edge, apiServer])(draft);
  return insert(draft, listAt(parent, "ports"), { port: 8081 });
};

/** A map of labels in any object. */
export const labelMap: Location = (draft) =>
  draft.random.pick<Location>([
    ({ args }) => objectAt(args, "labels"),
    ({ args }) => objectAt(args, "instanceLabels"),
    () => objectAt(settings(draft), "podLabels"),
    () => objectAt(emptyEndpoint(draft), draft.random.pick(["podLabels", "namespaceLabels"])),
    () => objectAt(emptySelector(draft), "matchLabels"),
    () => objectAt(emptySelector(draft), "matchLabels"),
  ])(draft);

export const annotations: Location = ({ args }) => objectAt(args, "annotations");

/** Inserts a CIDR block, with or without an exception, wherever the args accept one. */
export function insertCidr(draft: Draft, cidr: string, except?: string): void {
  const { random } = draft;
  const other = random.chance(30) ? [cidrText(randomCidr(random))] : [];
  const insertions: (() => unknown)[] =
    except === undefined
      ? [
          () => (emptyPeer(draft)["ipBlock"] = { cidr, ...(random.chance(20) && { except: [] }) }),
          () => Object.assign(emptyEndpoint(draft), { cidrs: [cidr, ...other] }),
          () => listAt(apiServer(draft), "cidrs").push(cidr),
        ]
      : [
          () => (emptyPeer(draft)["ipBlock"] = { cidr, except: [except] }),
          () => Object.assign(emptyEndpoint(draft), { cidrs: [cidr], except: [except] }),
        ];
  random.pick(insertions)();
}

/** A random value in the args that meets the condition, with its parent and key. */
export function randomValue(
  { args, random }: Draft,
  fits: (value: unknown) => boolean = () => true,
): { parent: object; key: string; value: unknown } {
  const found: ReturnType<typeof randomValue>[] = [];
  const visit = (parent: object): void => {
    for (const [key, value] of Object.entries(parent) as [string, unknown][]) {
      if (fits(value)) found.push({ parent, key, value });
      if (value !== null && typeof value === "object") visit(value);
    }
  };
  visit(args);
  return found.length > 0 ? random.pick(found) : { parent: args, key: "labels", value: undefined };
}

/** A random object in a list, or a new object. */
function itemOf(draft: Draft, list: unknown[], created: JsonObject): JsonObject {
  const items = objectsIn(list);
  return items.length > 0 && draft.random.chance(70) ? draft.random.pick(items) : insert(draft, list, created);
}

function insert({ random }: Draft, list: unknown[], item: JsonObject): JsonObject {
  const copy = structuredClone(item);
  list.splice(random.integer(0, list.length), 0, copy);
  return copy;
}
