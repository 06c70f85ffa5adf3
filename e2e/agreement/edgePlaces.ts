import type { Tree } from "./draw";
import type { Made } from "./made";
import { list, record, replaced, treesIn } from "./tree";
import { validApiServer, validComponentEnd, validDnsPlace, validEdge } from "./validEdges";

export function addEdge({ args, draw }: Made): Tree {
  const edges = list(args, "edges");
  const there = treesIn(edges);
  if (there.length > 0 && draw.chance(50)) return draw.pick(there as [Tree, ...Tree[]]);
  const edge = validEdge(draw);
  edges.splice(draw.integer(0, edges.length), 0, edge);
  return edge;
}

/** One end of an edge with nothing in it yet; the other one is a component. */
export function addEnd(made: Made): Tree {
  const { draw } = made;
  const [side, other] = draw.pick([
    ["from", "to"],
    ["to", "from"],
  ]);
  const edge = addEdge(made);
  const end = {};
  Object.assign(edge, { [side]: end, [other]: validComponentEnd(draw) });
  return end;
}

export function addDnsPlace({ args, draw }: Made): Tree {
  const places = list(args, "dns");
  const place = validDnsPlace(draw);
  places.splice(draw.integer(0, places.length), 0, place);
  return place;
}

/** A place for pods or ranges with nothing in it yet: an end of an edge, or where DNS is. */
export function addPlace(made: Made): Tree {
  return made.draw.chance(70) ? addEnd(made) : replaced(addDnsPlace(made), {});
}

export function someApiServer({ args, draw }: Made): Tree {
  return record(args, "apiServer", () => validApiServer(draw));
}
