import type { Tree } from "./draw";
import { addEdge, addPlace, someApiServer } from "./edgePlaces";
import type { Made } from "./made";
import { anyRange, rangeText } from "./ranges";
import { list, record, treesIn } from "./tree";
import { validExpression, validLabels, validPort, validRule } from "./valid";

export function addRule({ draw, ...made }: Made): { rule: Tree; peers: "from" | "to" } {
  const direction = draw.pick(["ingress", "egress"]);
  const peers = direction === "ingress" ? "from" : "to";
  const rules = list(someCustom({ draw, ...made }), direction);
  const there = treesIn(rules);
  if (there.length > 0 && draw.chance(50)) return { rule: draw.pick(there as [Tree, ...Tree[]]), peers };
  const rule = validRule(draw, peers);
  rules.splice(draw.integer(0, rules.length), 0, rule);
  return { rule, peers };
}

/** A peer with nothing in it yet. */
export function addPeer(made: Made): Tree {
  const { rule, peers } = addRule(made);
  const all = list(rule, peers);
  const peer = {};
  all.splice(made.draw.integer(0, all.length), 0, peer);
  return peer;
}

/** A range, in any of the places where there is one. */
export function addBlock(made: Made, cidr: string): void {
  const noHoles = made.draw.chance(20) && { except: [] };
  switch (made.draw.pick(["rule", "rule", "place", "apiServer"])) {
    case "place":
      Object.assign(addPlace(made), { cidrs: withAnother(made, cidr), ...noHoles });
      break;
    case "apiServer":
      list(someApiServer(made), "cidrs").push(cidr);
      break;
    default:
      addPeer(made)["ipBlock"] = { cidr, ...noHoles };
  }
}

/** A range with an exception, in any of the places where there is one. */
export function addExcept(made: Made, cidr: string, except: string): void {
  if (made.draw.chance(60)) addPeer(made)["ipBlock"] = { cidr, except: [except] };
  else Object.assign(addPlace(made), { cidrs: withAnother(made, cidr), except: [except] });
}

export function addExpression(made: Made): Tree {
  const expression = validExpression(made.draw);
  addPeer(made)[made.draw.pick(["podSelector", "namespaceSelector"])] = { matchExpressions: [expression] };
  return expression;
}

/** A port entry, in any of the places where there is one. */
export function addPort(made: Made): Tree {
  const port = validPort(made.draw);
  Reflect.deleteProperty(port, "endPort");
  const ofRule = (): Tree => addRule(made).rule;
  const place = made.draw.pick([ofRule, ofRule, () => addEdge(made), () => someApiServer(made)]);
  list(place(), "ports").push(port);
  return port;
}

/** A map of labels in any of the places where there is one. */
export function someLabels(made: Made): Tree {
  switch (made.draw.pick(["labels", "podLabels", "instanceLabels", "place", "selector", "selector"])) {
    case "instanceLabels":
      return record(made.args, "instanceLabels");
    case "labels":
      return record(made.args, "labels");
    case "podLabels":
      return record(someSettings(made), "podLabels");
    case "place":
      return record(addPlace(made), made.draw.pick(["podLabels", "namespaceLabels"]), () => validLabels(made.draw));
    default:
      return record(record(addPeer(made), made.draw.pick(["podSelector", "namespaceSelector"])), "matchLabels", () =>
        validLabels(made.draw),
      );
  }
}

export function someSettings({ args, component }: Made): Tree {
  return record(record(args, "components"), component);
}

export function someCustom(made: Made): Tree {
  return record(
    made.draw.chance(50) ? record(record(made.args, "defaults"), "networkPolicy") : someSettings(made),
    "custom",
  );
}

/** Any place in the args, with what stands there. */
export function anywhere(
  { args, draw }: Made,
  fits: (value: unknown) => boolean = () => true,
): [object, string, unknown] {
  const places: [object, string, unknown][] = [];
  const visit = (parent: object): void => {
    for (const [key, value] of Object.entries(parent) as [string, unknown][]) {
      if (fits(value)) places.push([parent, key, value]);
      if (value !== null && typeof value === "object") visit(value);
    }
  };
  visit(args);
  return draw.pick([...places, ...(places.length === 0 ? [[args, "labels", undefined]] : [])] as [
    [object, string, unknown],
  ]);
}

function withAnother({ draw }: Made, cidr: string): string[] {
  return draw.chance(30) ? [cidr, rangeText(anyRange(draw))] : [cidr];
}
