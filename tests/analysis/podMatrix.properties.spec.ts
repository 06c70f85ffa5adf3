import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../analysis/evaluate";
import type { Pod } from "../../analysis/party";
import { type PodMatrix, podMatrix } from "../../analysis/pods/podMatrix";
import type { PortRange } from "../../analysis/portRange";
import type { NetworkPolicyManifest } from "../../policies";
import { knownPod, policies } from "../arbitraries/world";

/** With addresses of either family, or of both. */
const ips = fc.subarray(["10.0.0.1", "10.1.0.1", "172.16.0.1", "fd00::1", "2001:db8::1"], { maxLength: 2 });
const anyPod = fc.tuple(knownPod, ips).map(([pod, all]): Pod => ({ ...pod, ips: all }));

const podsOf = (size: { minLength?: number; maxLength: number }): fc.Arbitrary<Pod[]> =>
  fc.array(anyPod, size).map((all) => all.map((pod, i) => ({ ...pod, name: `pod-${i}` })));
const pods = podsOf({ maxLength: 7 });

const nameOf = ({ namespace, name }: Pod) => `${namespace}/${name}`;

/** The ports of each ordered pair of two pods that may connect, by their names. */
function byPair({ sources, targets, connections }: PodMatrix): Map<string, readonly PortRange[]> {
  const found = new Map<string, readonly PortRange[]>();
  for (const { from, to, ports, pairs } of connections) {
    const names = sources[from]!.pods.flatMap((source) =>
      targets[to]!.pods.filter((target) => target !== source).map((target) => `${source} ${target}`),
    );
    assert.equal(names.length, pairs);
    for (const name of names) {
      assert.equal(found.has(name), false, `${name} is there once`);
      found.set(name, ports);
    }
  }
  return found;
}

/** The same from the definition: every pair is evaluated by itself. */
function evaluatedPairs(all: readonly NetworkPolicyManifest[], some: readonly Pod[]): Map<string, PortRange[]> {
  const pairs = some.flatMap((from) => some.filter((to) => to !== from).map((to) => ({ from, to })));
  return new Map(
    pairs
      .map(({ from, to }) => [`${nameOf(from)} ${nameOf(to)}`, evaluate(all, { from, to }).ports] as const)
      .filter(([, ports]) => ports.length > 0),
  );
}

function assertIsEvaluated(all: readonly NetworkPolicyManifest[], some: readonly Pod[]): void {
  const matrix = podMatrix(all, some);
  const expected = evaluatedPairs(all, some);
  assert.deepEqual(byPair(matrix), expected);
  assert.equal(matrix.pairs, expected.size);
}

describe("the matrix of all pairs of pods", () => {
  it("is what evaluating each pair gives", () => {
    fc.assert(fc.property(policies, pods, assertIsEvaluated), { numRuns: 150 });
  });

  // Not shrunk: that would take minutes, and the property above finds what is wrong with few pods.
  it("is what evaluating each pair gives where the pods fill more than one word of a set", () => {
    fc.assert(fc.property(policies, podsOf({ minLength: 60, maxLength: 80 }), assertIsEvaluated), {
      numRuns: 2,
      endOnFailure: true,
    });
  });

  it("does not depend on the order of the input", () => {
    const shuffled = <T>(list: fc.Arbitrary<T[]>) =>
      list.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled(policies), shuffled(pods), ([all, mixed], [some, others]) => {
        const [a, b] = [podMatrix(all, some), podMatrix(mixed, others)];
        assert.deepEqual({ ...b, connections: [...b.connections] }, { ...a, connections: [...a.connections] });
      }),
    );
  });

  it("has each pod in one class of sources and in one class of targets", () => {
    fc.assert(
      fc.property(policies, pods, (all, some) => {
        const { sources, targets } = podMatrix(all, some);
        const names = some.map(nameOf).sort();
        assert.deepEqual(sources.flatMap((one) => one.pods).sort(), names);
        assert.deepEqual(targets.flatMap((one) => one.pods).sort(), names);
      }),
    );
  });

  it("has replicas, pods alike in everything but the name, in one class", () => {
    fc.assert(
      fc.property(policies, pods, knownPod, (all, some, template) => {
        const replicas = ["replica-0", "replica-1", "replica-2"].map((name) => ({ ...template, name }));
        const { sources, targets } = podMatrix(all, [...some, ...replicas]);
        for (const classes of [sources, targets]) {
          const holding = classes.filter((one) => one.pods.some((name) => name.includes("/replica-")));
          assert.equal(holding.length, 1);
        }
      }),
    );
  });
});
