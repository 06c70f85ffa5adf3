import assert from "node:assert/strict";
import type { EgressRule } from "../../policies";
import type { Host } from "./host";
import { canary, cluster } from "./world";

const namespace = "places";
const policiesPath = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
const to = (app: string): EgressRule => ({ to: [{ podSelector: { matchLabels: { app } } }] });

/** How often a policy is changed there and back. */
const rounds = 10;

/** As often as a new connection is tried, in milliseconds. */
const every = 5;

describe("the place of a rule, by packets", () => {
  let from: Host;
  let target: Host;

  before(async () => {
    const { addNamespace, addPod, api } = await cluster();
    await addNamespace(namespace);
    from = await addPod(namespace, "pl-from", { app: "from" }, { hearsRefusals: true });
    target = await addPod(namespace, "pl-last", { app: "last" });
    for (const app of ["first", "more"]) await addPod(namespace, `pl-${app}`, { app });
    await api.create(policiesPath, {
      metadata: { name: "places", namespace },
      spec: { podSelector: { matchLabels: { app: "from" } }, policyTypes: ["Egress"], egress: [] },
    });
  });
  after(async () => (await cluster()).setPolicies(namespace, []));

  /** Between these rules and others, which both let the target be reached: how long that fails each time, in milliseconds. */
  async function refusals(rules: readonly EgressRule[], others: readonly EgressRule[]): Promise<number[]> {
    const { api } = await cluster();
    const engine = await canary();
    const changeTo = async (egress: readonly EgressRule[]) => {
      await api.patch(`${policiesPath}/places`, { spec: { egress } });
      await engine.programmed();
    };
    await changeTo(rules);
    const attempt = { protocol: "TCP" as const, address: target.addresses[0], port: 8081, milliseconds: 3000 };
    const durations: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const stop = await from.watch({ ...attempt, every, isHeld: false });
      await changeTo(others);
      await changeTo(rules);
      const tried = await stop();
      assert.ok(tried.length > 20, `${tried.length} tried`);
      const failed = tried.filter(({ outcome }) => outcome !== "connected").map(({ start }) => start);
      if (failed.length > 0) durations.push(Math.max(...failed) - Math.min(...failed) + every);
    }
    return durations;
  }

  it("costs new connections a moment where the policy had no rule at that place before", async () => {
    const durations = await refusals([to("first"), to("last")], [to("first"), to("more"), to("last")]);
    console.log(`      refused in ${durations.length} of ${rounds} changes, for at most ${Math.max(...durations)} ms`);
    assert.ok(durations.length > 0 && Math.max(...durations) < 300, durations.join());
  });

  it("costs nothing where it stays, and others come behind it", async () =>
    assert.deepEqual(await refusals([to("first"), to("last")], [to("first"), to("last"), to("more")]), []));
});
