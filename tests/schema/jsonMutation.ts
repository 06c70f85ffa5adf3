import fc from "fast-check";

/** Values that are right somewhere, nearly right, or right nowhere, to put in the place of others. */
const replacements: readonly unknown[] = [
  ...[null, true, false, 0, 1, 80, 65535, 65536, -1, 1.5, 1e21, "", "a", "A", "-", "a-", "a.b", "a..b", "a_b", " "],
  ...["x".repeat(15), "x".repeat(16), "x".repeat(63), "x".repeat(64), "a\nb", "é", "80", "http", "8-a", "a--b"],
  ...["TCP", "tcp", "SCTP", "In", "NotIn", "Exists", "DoesNotExist", "exists", "default", "Default", "vald-agent"],
  ...[
    "10.0.0.0/8",
    "10.0.0.1/8",
    "10.0.0.1",
    "10.1.0.0/16",
    "256.0.0.0/8",
    "010.0.0.0/8",
    "10.0.0.0/33",
    "10.0.0.0/08",
  ],
  ...["0.0.0.0/0", "::/0", "2001:db8::/32", "2001:DB8::/32", "2001:db8::/129", "::ffff:10.0.0.0/104", "fe80::1", ":/0"],
  ...["example.com/team", "Example.com/team", "/team", "a/b/c", `${"a".repeat(254)}/b`, `${"a".repeat(253)}/b`],
  ...[{}, [], [{}], [[]], ["a"], { a: "b" }, { app: "" }, { podSelector: {} }, { port: 80 }, { cidr: "10.0.0.0/8" }],
  ...[{ ports: [{ port: 8081, endPort: 8080 }] }, { from: [] }, { to: [] }, { "app.kubernetes.io/part-of": "x" }],
  ...[
    { key: "a", operator: "In" },
    { key: "a", operator: "Exists", values: [] },
  ],
];

const keys: readonly string[] = [
  ...["namespace", "defaults", "networkPolicy", "custom", "cusotm", "ingress", "egress", "from", "to", "ports", "port"],
  ...["endPort", "protocol", "podSelector", "namespaceSelector", "ipBlock", "cidr", "except", "matchLabels", "values"],
  ...["matchExpressions", "key", "operator", "components", "agent", "lbGateway", "name", "enabled", "podLabels"],
  ...["labels", "annotations", "toString", "constructor", "a b", "a".repeat(64), "example.com/x", "/x", ""],
  ...["app.kubernetes.io/component"],
];

/** A change of one place: what to do there, which place (counted around), with what key and which value. */
export interface Mutation {
  what: "replace" | "reword" | "remove" | "add" | "rename" | "append";
  place: number;
  key: string;
  value: unknown;
  text: string;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  what: fc.constantFrom("replace", "reword", "reword", "remove", "add", "rename", "append"),
  place: fc.nat(),
  key: fc.constantFrom(...keys),
  value: fc.constantFrom(...replacements),
  text: fc.constantFrom(...replacements.filter((value) => typeof value === "string")),
});

type Container = unknown[] | Record<string, unknown>;

/** A changed copy of a JSON value. */
export function mutated(json: unknown, mutations: readonly Mutation[]): unknown {
  const whole = { root: structuredClone(json) };
  for (const { what, place, key, value, text } of mutations) {
    const places = placesIn(whole).filter(({ parent, at }) => what !== "reword" || typeof parent[at] === "string");
    const chosen = places[place % places.length];
    if (chosen === undefined) continue;
    const { parent, at } = chosen;
    const target = parent[at];
    const fresh = structuredClone(value);
    if (what === "replace") parent[at] = fresh;
    else if (what === "reword") parent[at] = text;
    else if (what === "append" && Array.isArray(target)) target.push(fresh);
    else if (what === "add" && isObject(target)) target[key] = fresh;
    else if (at !== "root" && !Array.isArray(parent)) {
      delete parent[at];
      if (what === "rename") parent[key] = target;
    } else if (Array.isArray(parent)) parent.splice(Number(at), 1);
  }
  return whole.root;
}

function placesIn(container: Container): { parent: Record<string | number, unknown>; at: string }[] {
  return Object.entries(container).flatMap(([at, inner]) => [
    { parent: container as Record<string | number, unknown>, at },
    ...(isObject(inner) || Array.isArray(inner) ? placesIn(inner as Container) : []),
  ]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
