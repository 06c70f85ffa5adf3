import type { Draw, Tree } from "./draw";
import { anyRange, inside, rangeText } from "./ranges";
import { validLabels, validNamespace, validPort } from "./valid";

// What args add to the documented table, right: each part as users write it, and each at its limits.

export function validEdge(draw: Draw): Tree {
  const [from, to] = draw.pick([
    [validComponentEnd, validComponentEnd],
    [validComponentEnd, validPlace],
    [validPlace, validComponentEnd],
  ]);
  return {
    from: from(draw),
    to: to(draw),
    ...(draw.chance(60) && { ports: draw.many(1, 2, () => validPort(draw)) }),
  };
}

export function validComponentEnd(draw: Draw): Tree {
  return { component: draw.pick(["agent", "discoverer", "lbGateway", "mirrorGateway", "readreplicaRotator", "every"]) };
}

/** Pods or ranges of addresses. */
export function validPlace(draw: Draw): Tree {
  return draw.chance(50) ? validPods(draw) : validRanges(draw);
}

export function validDnsPlace(draw: Draw): Tree {
  return {
    ...(draw.chance(40) ? { preset: draw.pick(["kubeSystem", "nodeLocal", "openShift"]) } : validPlace(draw)),
    ...(draw.chance(40) && { port: validPortNumber(draw) }),
  };
}

export function validApiServer(draw: Draw): Tree {
  return {
    cidrs: validRanges(draw)["cidrs"],
    ...(draw.chance(50) && { ports: draw.many(1, 2, () => validPort(draw)) }),
  };
}

export function validServedPorts(draw: Draw): Tree {
  return {
    ...(draw.chance(50) && { grpc: validPortNumber(draw) }),
    ...(draw.chance(50) && { rest: validPortNumber(draw) }),
    ...(draw.chance(50) && { readiness: validPortNumber(draw) }),
  };
}

function validPods(draw: Draw): Tree {
  const ofPods = draw.chance(50) && { podLabels: validLabels(draw) };
  switch (draw.pick(["name", "labels", "both", "own", "name as a label"])) {
    case "name":
      return { namespace: validNamespace(draw), ...ofPods };
    case "labels":
      return { namespaceLabels: validLabels(draw), ...ofPods };
    case "both":
      return { namespace: validNamespace(draw), namespaceLabels: validLabels(draw), ...ofPods };
    case "own":
      return { podLabels: validLabels(draw) };
    default:
      return { namespaceLabels: { "kubernetes.io/metadata.name": validNamespace(draw) }, ...ofPods };
  }
}

function validRanges(draw: Draw): Tree {
  if (draw.chance(50)) return { cidrs: draw.many(1, 3, () => rangeText(anyRange(draw))) };
  if (draw.chance(30))
    return draw.pick([
      { cidrs: ["0.0.0.0/0", "::/0"], except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"] },
      { cidrs: ["0.0.0.0/0", "10.0.0.0/8"], except: ["10.1.0.0/16", "192.168.0.0/16"] },
      { cidrs: ["10.0.0.0/31", "10.0.0.2/31"], except: ["10.0.0.3/32"] },
      { cidrs: ["10.0.0.0/8", "10.0.0.0/8"], except: [] },
    ]);
  // One of each family: an exception to one is not around the other.
  const outer = [anyRange(draw, 4, 0, 31), anyRange(draw, 6, 0, 127)] as const;
  return {
    cidrs: outer.map(rangeText),
    except: draw.many(0, 3, () => {
      const range = draw.pick(outer);
      return rangeText(inside(draw, range, range.length + 1, range.family === 4 ? 32 : 128));
    }),
  };
}

function validPortNumber(draw: Draw): number {
  return draw.pick([1, 53, 5353, 8081, 65535, draw.integer(1, 65535)]);
}
