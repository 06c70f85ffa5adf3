import type { Draw, Tree } from "./draw";
import { anyRange, inside, rangeText } from "./ranges";

// Parts of args that are right: each as users write it, and each at its limits.

export function validRule(draw: Draw, peers: "from" | "to"): Tree {
  return {
    ...(draw.chance(80) && { [peers]: draw.many(0, 2, () => validPeer(draw)) }),
    ...(draw.chance(70) && { ports: draw.many(0, 2, () => validPort(draw)) }),
  };
}

export function validPeer(draw: Draw): Tree {
  if (draw.chance(40)) return { ipBlock: validBlock(draw) };
  const kind = draw.pick(["pods", "namespaces", "both"]);
  return {
    ...(kind !== "namespaces" && { podSelector: validSelector(draw) }),
    ...(kind !== "pods" && { namespaceSelector: validSelector(draw) }),
  };
}

export function validExpression(draw: Draw): Tree {
  const key = validLabelKey(draw);
  if (draw.chance(50))
    return { key, operator: draw.pick(["In", "NotIn"]), values: draw.many(1, 3, () => validLabelValue(draw)) };
  return { key, operator: draw.pick(["Exists", "DoesNotExist"]), ...(draw.chance(30) && { values: [] }) };
}

export function validPort(draw: Draw): Tree {
  const protocol = draw.chance(60) && { protocol: draw.pick(["TCP", "UDP", "SCTP"]) };
  switch (draw.pick(["number", "number", "name", "range", "none"])) {
    case "name":
      return { ...protocol, port: draw.pick(["http", "grpc-api", "a", "1a", "x-1-y", "abcdefghijklm-0"]) };
    case "range": {
      const port = draw.pick([1, 8081, 65535, draw.integer(1, 65535)]);
      return { ...protocol, port, endPort: draw.pick([port, 65535, draw.integer(port, 65535)]) };
    }
    case "none":
      return { ...protocol };
    default:
      return { ...protocol, port: draw.pick([1, 443, 8081, 65535, draw.integer(1, 65535)]) };
  }
}

export function validLabels(draw: Draw, fewest = 0): Tree {
  return Object.fromEntries(draw.many(fewest, 2, () => [validLabelKey(draw), validLabelValue(draw)]));
}

export function validLabelKey(draw: Draw): string {
  const name = draw.pick(["app", "a", "Tier", "a_b.c-d", "9", "n".repeat(63), "x".repeat(62) + "9"]);
  const prefix = draw.pick(["", "", "", "example.com/", "app.kubernetes.io/", "a/", `${"p".repeat(253)}/`, "0-0.x/"]);
  return prefix + name;
}

export function validLabelValue(draw: Draw): string {
  return draw.pick(["", "x", "vald-agent", "A.b_c-9", "0", "true", "1e3", "v".repeat(63)]);
}

export function validName(draw: Draw): string {
  return draw.pick(["vald", "a", "0", "agent.v2", "my-agent", "a-b.c-d", "n".repeat(63)]);
}

export function validNamespace(draw: Draw): string {
  return draw.pick(["vald", "v", "0", "vald-2", "n".repeat(63)]);
}

export function validAnnotations(draw: Draw): Tree {
  const value = (): string => draw.pick(["", "any text, of any length", "é\n\t\0", "\ud800", "{}", "x".repeat(1000)]);
  return Object.fromEntries(draw.many(0, 2, () => [validLabelKey(draw), value()]));
}

function validSelector(draw: Draw): Tree {
  return {
    ...(draw.chance(60) && { matchLabels: validLabels(draw) }),
    ...(draw.chance(40) && { matchExpressions: draw.many(0, 2, () => validExpression(draw)) }),
  };
}

function validBlock(draw: Draw): Tree {
  const outer = anyRange(draw, undefined, 0, draw.chance(20) ? undefined : 31);
  const width = outer.family === 4 ? 32 : 128;
  if (outer.length === width || draw.chance(50)) return { cidr: rangeText(outer) };
  return {
    cidr: rangeText(outer),
    except: draw.many(0, 2, () => rangeText(inside(draw, outer, outer.length + 1, width))),
  };
}
