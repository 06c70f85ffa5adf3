import fc from "fast-check";

/** Values that are valid in some locations, nearly valid in others, or valid nowhere. */
const replacements: readonly unknown[] = [
  ...[null, true, false, 0, 1, 80, 65535, 65536, -1, 1.5, 1e21, "", "a", "A", "-", "a-", "a.b", "a..b", "a_b", " "],
  ...["x".repeat(15), "x".repeat(16), "x".repeat(63), "x".repeat(64), "a\nb", "é", "80", "http", "8-a", "a--b"],
  ...["TCP", "tcp", "SCTP", "In", "NotIn", "Exists", "DoesNotExist", "exists", "default", "Default", "vald-agent"],
  ...["10.0.0.0/8", "10.0.0.1/8", "10.0.0.1", "10.1.0.0/16", "256.0.0.0/8", "010.0.0.0/8", "10.0.0.0/33"],
  ...["10.0.0.0/08", "0.0.0.0/0", "::/0", "2001:db8::/32", "2001:DB8::/32", "2001:db8::/129", "::ffff:10.0.0.0/104"],
  ...["fe80::1", ":/0"],
  ...["example.com/team", "Example.com/team", "/team", "a/b/c", `${"a".repeat(254)}/b`, `${"a".repeat(253)}/b`],
  ...[{}, [], [{}], [[]], ["a"], { a: "b" }, { app: "" }, { podSelector: {} }, { port: 80 }, { cidr: "10.0.0.0/8" }],
  ...[{ ports: [{ port: 8081, endPort: 8080 }] }, { from: [] }, { to: [] }, { "app.kubernetes.io/part-of": "x" }],
  { key: "a", operator: "In" },
  { key: "a", operator: "Exists", values: [] },
];

const keys: readonly string[] = [
  ...["namespace", "defaults", "networkPolicy", "custom", "cusotm", "ingress", "egress", "from", "to", "ports", "port"],
  ...["endPort", "protocol", "podSelector", "namespaceSelector", "ipBlock", "cidr", "except", "matchLabels", "values"],
  ...["matchExpressions", "key", "operator", "components", "agent", "lbGateway", "name", "enabled", "podLabels"],
  ...["labels", "annotations", "toString", "constructor", "a b", "a".repeat(64), "example.com/x", "/x", ""],
  ...["app.kubernetes.io/component"],
];

/** A change at one location of a JSON value. */
export interface Mutation {
  /** `replaceString` replaces a string with `text`. The other operations use `value` and `key`. */
  kind: "replace" | "replaceString" | "remove" | "add" | "rename" | "append";
  /** Index of the location; it wraps around. */
  location: number;
  key: string;
  value: unknown;
  text: string;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("replace", "replaceString", "replaceString", "remove", "add", "rename", "append"),
  location: fc.nat(),
  key: fc.constantFrom(...keys),
  value: fc.constantFrom(...replacements),
  text: fc.constantFrom(...replacements.filter((value) => typeof value === "string")),
});

type Container = unknown[] | Record<string, unknown>;

/** A mutated copy of a JSON value. */
export function mutated(json: unknown, mutations: readonly Mutation[]): unknown {
  const root = { value: structuredClone(json) };
  for (const { kind, location, key, value, text } of mutations) {
    const locations = locationsIn(root).filter(
      ({ parent, key: at }) => kind !== "replaceString" || typeof parent[at] === "string",
    );
    const chosen = locations[location % locations.length];
    if (chosen === undefined) continue;
    const { parent, key: at } = chosen;
    const target = parent[at];
    const newValue = structuredClone(value);
    if (kind === "replace") parent[at] = newValue;
    else if (kind === "replaceString") parent[at] = text;
    else if (kind === "append" && Array.isArray(target)) target.push(newValue);
    else if (kind === "add" && isObject(target)) target[key] = newValue;
    else if (Array.isArray(parent)) parent.splice(Number(at), 1);
    else if (parent !== root) {
      delete parent[at];
      if (kind === "rename") parent[key] = target;
    }
  }
  return root.value;
}

function locationsIn(container: Container): { parent: Record<string | number, unknown>; key: string }[] {
  return Object.entries(container).flatMap(([key, inner]) => [
    { parent: container as Record<string | number, unknown>, key },
    ...(isObject(inner) || Array.isArray(inner) ? locationsIn(inner as Container) : []),
  ]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
