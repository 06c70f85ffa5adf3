import assert from "node:assert/strict";
import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { type PodMatrix, podMatrix, podMatrixOf } from "../../../analysis/allPairs/podMatrix";
import { connection } from "../../../analysis/evaluate/connection";
import { evaluate } from "../../../analysis/evaluate/evaluate";
import { effectivePolicies } from "../../../analysis/model/effectivePolicy";
import type { Pod } from "../../../analysis/model/peer";
import { type PortRange, portRanges } from "../../../analysis/model/portRange";
import type { NetworkPolicyManifest } from "../../../core";
import { knownPod, multiAddressPod, policies } from "../../../testing/arbitraries/fixture";
import { shuffled } from "../../../testing/arbitraries/shuffled";
import { unevaluatedPolicies } from "../../../testing/arbitraries/unevaluatedPolicies";
import { runs } from "../../../testing/runs";

const podLists = (size: { minLength?: number; maxLength: number }): fc.Arbitrary<Pod[]> =>
  fc.array(multiAddressPod, size).map((pods) => pods.map((pod, i) => ({ ...pod, name: `pod-${i}` })));
const podList = podLists({ maxLength: 7 });

const nameOf = ({ namespace, name }: Pod) => `${namespace}/${name}`;

/** The open ports of each ordered pair of pods, by the pods' names. */
function portsByPair({ sources, targets, connections }: PodMatrix): Map<string, readonly PortRange[]> {
  const result = new Map<string, readonly PortRange[]>();
  for (const { from, to, ports, pairs } of connections) {
    const names = sources[from]!.pods.flatMap((source) =>
      targets[to]!.pods.filter((target) => target !== source).map((target) => `${source} ${target}`),
    );
    assert.equal(names.length, pairs);
    for (const name of names) {
      assert.equal(result.has(name), false, `${name} is in two connections`);
      result.set(name, ports);
    }
  }
  return result;
}

/** The expected ports: every pair is evaluated separately. */
function evaluatedPairs(all: readonly NetworkPolicyManifest[], pods: readonly Pod[]): Map<string, PortRange[]> {
  const pairs = pods.flatMap((from) => pods.filter((to) => to !== from).map((to) => ({ from, to })));
  return new Map(
    pairs
      .map(({ from, to }) => [`${nameOf(from)} ${nameOf(to)}`, evaluate(all, { from, to }).ports] as const)
      .filter(([, ports]) => ports.length > 0),
  );
}

function assertEvaluated(all: readonly NetworkPolicyManifest[], pods: readonly Pod[]): void {
  const matrix = podMatrix(all, pods);
  const expected = evaluatedPairs(all, pods);
  assert.deepEqual(portsByPair(matrix), expected);
  assert.equal(matrix.pairs, expected.size);
}

describe("podMatrix, for any policies and pods", () => {
  it("equals the evaluation of each pair", () => {
    fc.assert(fc.property(policies, podList, assertEvaluated), { numRuns: runs(15) });
  });

  // Shrinking would take minutes, and the property above finds the same bugs with fewer pods.
  it("equals the evaluation of each pair when a set of pods needs more than 32 bits", () => {
    fc.assert(fc.property(policies, podLists({ minLength: 40, maxLength: 50 }), assertEvaluated), {
      numRuns: runs(1),
      endOnFailure: true,
    });
  });

  it("equals the evaluation of each pair with policies that are not evaluated", () => {
    fc.assert(
      fc.property(policies, podList, unevaluatedPolicies, (all, pods, unevaluated) => {
        const effective = { effectivePolicies: effectivePolicies(all), unevaluatedPolicies: unevaluated };
        const expected = pods.flatMap((from) =>
          pods
            .filter((to) => to !== from)
            .map((to) => ({ name: `${nameOf(from)} ${nameOf(to)}`, ...connection(effective, from, to) }))
            .filter(({ possible }) => possible.length > 0)
            .map(({ name, certain, possible }): [string, object] => {
              const verdict = isDeepStrictEqual(certain, possible) ? "allowed" : "unknown";
              return [name, { ports: portRanges(possible), verdict }];
            }),
        );
        const matrix = podMatrixOf(effective.effectivePolicies, pods, unevaluated);
        const actual = [...matrix.connections].flatMap(({ from, to, ports, verdict }) =>
          matrix.sources[from]!.pods.flatMap((source) =>
            matrix.targets[to]!.pods.filter((target) => target !== source).map((target): [string, object] => [
              `${source} ${target}`,
              { ports, verdict },
            ]),
          ),
        );
        assert.deepEqual(new Map(actual), new Map(expected));
        assert.equal(matrix.pairs + matrix.unknownPairs, expected.length);
      }),
      { numRuns: runs(10) },
    );
  });

  it("does not depend on the order of the input", () => {
    fc.assert(
      fc.property(shuffled(policies), shuffled(podList), ([all, reorderedPolicies], [pods, reorderedPods]) => {
        const [a, b] = [podMatrix(all, pods), podMatrix(reorderedPolicies, reorderedPods)];
        assert.deepEqual({ ...b, connections: [...b.connections] }, { ...a, connections: [...a.connections] });
      }),
    );
  });

  it("puts each pod into one class of sources and one class of targets", () => {
    fc.assert(
      fc.property(policies, podList, (all, pods) => {
        const { sources, targets } = podMatrix(all, pods);
        const names = pods.map(nameOf).sort();
        assert.deepEqual(sources.flatMap((one) => one.pods).sort(), names);
        assert.deepEqual(targets.flatMap((one) => one.pods).sort(), names);
      }),
    );
  });

  it("puts replicas into one class", () => {
    fc.assert(
      fc.property(policies, podList, knownPod, (all, pods, template) => {
        const replicas = ["replica-0", "replica-1", "replica-2"].map((name) => ({ ...template, name }));
        const { sources, targets } = podMatrix(all, [...pods, ...replicas]);
        const names = replicas.map(nameOf);
        for (const classes of [sources, targets])
          assert.equal(classes.filter((one) => one.pods.some((name) => names.includes(name))).length, 1);
      }),
    );
  });
});
