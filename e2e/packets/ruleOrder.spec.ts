import assert from "node:assert/strict";
import type { EgressRule } from "../../core";
import { sampleSize } from "../sampling";
import { cluster, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";

const namespace = "rule-order";
const policiesPath = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;

/** Milliseconds between two new connections. */
const interval = 5;

const ruleFor = (app: string): EgressRule => ({ to: [{ podSelector: { matchLabels: { app } } }] });
const [first, second, target] = ["first", "second", "target"].map(ruleFor) as [EgressRule, EgressRule, EgressRule];

/** The number of milliseconds for which new connections were rejected during each change. */
type Durations = number[];

describe("packets: the order of rules", () => {
  let source: Host;
  let targetHost: Host;

  before(async () => {
    const { addNamespace, addPod, api } = await cluster();
    await addNamespace(namespace);
    source = await addPod(namespace, "order-source", { app: "source" }, { receivesRejections: true });
    targetHost = await addPod(namespace, "order-target", { app: "target" });
    for (const app of ["first", "second"]) await addPod(namespace, `order-${app}`, { app });
    await api.create(policiesPath, {
      metadata: { name: "order", namespace },
      spec: { podSelector: { matchLabels: { app: "source" } }, policyTypes: ["Egress"], egress: [] },
    });
  });
  after(async () => (await cluster()).setPolicies(namespace, []));

  /** Switches between the rules `a` and `b` several times. Both allow connections to the target. */
  async function switchRules(
    rounds: number,
    a: readonly EgressRule[],
    b: readonly EgressRule[],
  ): Promise<[toB: Durations, toA: Durations]> {
    const { api } = await cluster();
    const setRules = async (egress: readonly EgressRule[]) => {
      await api.patch(`${policiesPath}/order`, { spec: { egress } });
      await waitForEngine();
    };
    const rejectedDuring = async (egress: readonly EgressRule[]): Promise<number> => {
      const end = await source.watch({
        protocol: "TCP",
        address: targetHost.addresses[0],
        port: 8081,
        timeout: 3000,
        interval,
        isHeld: false,
      });
      await setRules(egress);
      const programmed = Date.now();
      const attempts = await end();
      assert.ok(attempts.length > 10, `${attempts.length} attempts`);
      const rejected = attempts.filter(({ outcome }) => outcome !== "connected").map(({ start }) => start);
      if (rejected.length === 0) return 0;
      assert.ok(Math.max(...rejected) <= programmed, "rejected after the engine had programmed the rules");
      return Math.max(...rejected) - Math.min(...rejected) + interval;
    };
    await setRules(a);
    const [toB, toA]: [Durations, Durations] = [[], []];
    for (let round = 0; round < rounds; round++) {
      toB.push(await rejectedDuring(b));
      toA.push(await rejectedDuring(a));
    }
    return [toB, toA];
  }

  it("rejects new connections briefly when their rule moves to a new index, and much less during other changes", async () => {
    const rounds = sampleSize("rounds of changes", 4, 10);
    const [movedToNewIndex, lastIndexRemoved] = await switchRules(rounds, [first, target], [first, second, target]);
    const [movedDown, movedUp] = await switchRules(rounds, [target, first], [first, target]);
    const [otherAdded, otherRemoved] = await switchRules(rounds, [first, target], [first, target, second]);
    const others = { lastIndexRemoved, movedDown, movedUp, otherAdded, otherRemoved };
    for (const [change, durations] of Object.entries({ movedToNewIndex, ...others }))
      console.log(`      ${change}: rejected for ${durations.join(", ")} ms`);
    assert.ok(sum(movedToNewIndex) > 0);
    for (const [change, durations] of Object.entries(others))
      assert.ok(sum(durations) <= sum(movedToNewIndex) / 2, change);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
