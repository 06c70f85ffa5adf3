import assert from "node:assert/strict";
import { componentNames } from "../../graph/components";
import { edgesAmong } from "../../graph/edgesAmong";
import type { Endpoint } from "../../graph/graph";
import { valdGraph } from "../../graph/valdGraph";

const word = (end: Endpoint) => (end.kind === "component" ? end.component : end.namespace);

describe("valdGraph", () => {
  it("holds the documented table, row by row", () => {
    assert.deepEqual(
      edgesAmong(valdGraph, componentNames).map(({ from, to }) => `${word(from)} -> ${word(to)}`),
      [
        "agent -> kube-system",
        "discoverer -> kube-system",
        "filterGateway -> lbGateway",
        "filterGateway -> kube-system",
        "lbGateway -> agent",
        "lbGateway -> discoverer",
        "lbGateway -> kube-system",
        "indexManager -> agent",
        "indexManager -> discoverer",
        "indexManager -> kube-system",
      ],
    );
  });
});
