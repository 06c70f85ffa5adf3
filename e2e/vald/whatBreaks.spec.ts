import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { networkPolicies } from "../../core";
import { randomSeed, sampleSize } from "../sampling";
import { clusterArgs } from "./clusterArgs";
import { removableEdges } from "./edges";
import { valdCluster } from "./valdCluster";
import { type Effect, WhatBreaks } from "./whatBreaks";
import { documentedSymptoms, pagePath, type Symptoms, whatBreaksPage } from "./whatBreaksPage";

const isUpdate = process.env["UPDATE_GOLDEN"] === "1";
const edges = removableEdges(clusterArgs);

describe("vald: without an edge", () => {
  let experiments: WhatBreaks;
  const effects: Effect[] = [];
  const count = sampleSize("edges", 4, edges.length);
  const sample = new Set(
    fc.sample(fc.subarray(edges, { minLength: count, maxLength: count }), {
      numRuns: 1,
      seed: randomSeed(),
    })[0],
  );

  before(async function () {
    this.timeout(600_000);
    const vald = await valdCluster();
    await vald.install();
    experiments = new WhatBreaks(vald, networkPolicies(clusterArgs));
    await experiments.start();
  });
  after(async () => {
    const vald = await valdCluster();
    await vald.stop();
    await vald.cluster.setPolicies(clusterArgs.namespace, []);
    if (isUpdate && effects.length === edges.length) writeFileSync(pagePath, whatBreaksPage(effects));
  });

  it("docs/what-breaks.md lists every edge", function () {
    if (isUpdate) this.skip();
    assert.deepEqual(
      documentedSymptoms().map(({ edge }) => edge),
      edges.map(({ title }) => title),
    );
  });

  for (const edge of sample) {
    it(`${edge.title}: breaks what docs/what-breaks.md says`, async () => {
      const effect = await experiments.without(edge);
      effects.push(effect);
      console.log(`      ${JSON.stringify(effect)}`);
      const expected = documentedSymptoms().find((row) => row.edge === edge.title);
      if (!isUpdate) assert.deepEqual(symptomsOf(effect), expected);
    });
  }
});

function symptomsOf({ edge, waiting, broken }: Effect): Symptoms {
  return { edge, waiting, broken };
}
