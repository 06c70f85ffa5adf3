import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { networkPolicies } from "../../core";
import { effectsFile, recordedEffects } from "../../scripts/whatBreaksPage";
import { randomSeed, sampleSize } from "../sampling";
import { clusterArgs, workloadArgs } from "./clusterArgs";
import { type RemovableEdge, removableEdges } from "./edges";
import { type ValdCluster, valdCluster } from "./valdCluster";
import { type Effect, WhatBreaks } from "./whatBreaks";

const coreEdges = removableEdges(clusterArgs);
const allEdges = removableEdges(workloadArgs);
const isCore = ({ title }: RemovableEdge) => coreEdges.some((edge) => edge.title === title);

/** The clusters, and the edges that are removed in each. */
const clusters: [title: string, args: typeof clusterArgs, values: string[], edges: RemovableEdge[], sample: number][] =
  [
    ["of the documented components", clusterArgs, [], coreEdges, 1],
    ["of all workloads", workloadArgs, ["workloads.yaml"], allEdges.filter((edge) => !isCore(edge)), 1],
  ];

for (const [title, args, values, edges, count] of clusters) {
  describe(`vald: without an edge, a cluster ${title}`, () => {
    let vald: ValdCluster;
    let experiments: WhatBreaks;
    const size = sampleSize("edges", count, edges.length);
    const sample = fc.subarray(edges, { minLength: size, maxLength: size });

    before(async () => {
      vald = await valdCluster();
      await vald.install(values);
      experiments = new WhatBreaks(vald, networkPolicies(args));
      await experiments.start();
    });
    after(async () => {
      await vald.stop();
      await vald.cluster.setPolicies(args.namespace, []);
      // Removes the workloads that the other specs do not use.
      await vald.install();
    });

    for (const edge of fc.sample(sample, { numRuns: 1, seed: randomSeed() })[0] ?? []) {
      it(`${edge.title}: breaks what is recorded`, async () => {
        const effect = await experiments.without(edge);
        console.log(`      ${JSON.stringify(effect)}`);
        if (process.env["UPDATE_GOLDEN"] === "1") return record(effect);
        const expected = recordedEffects().find((recorded) => recorded.edge === edge.title);
        assert.deepEqual(symptomsOf(effect), expected && symptomsOf(expected));
      });
    }
  });
}

/** What is the same in every run. */
function symptomsOf({ edge, waiting, broken }: Effect): Partial<Effect> {
  return { edge, waiting, broken };
}

/** Replaces what is recorded for an edge. */
function record(effect: Effect): void {
  const others = recordedEffects().filter(({ edge }) => edge !== effect.edge);
  const position = ({ edge }: Effect) => allEdges.findIndex(({ title }) => title === edge);
  const known = [...others, effect].filter((one) => position(one) >= 0);
  const effects = known.sort((a, b) => position(a) - position(b));
  writeFileSync(effectsFile, `${JSON.stringify(effects, undefined, 2)}\n`);
}
