import assert from "node:assert/strict";
import type { EgressRule } from "../../policies";
import type { Host } from "./host";
import { longestMove } from "./monitor";
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

  /**
   * How long the target, which both lists of rules let be reached, is refused each time that one takes the place of the other,
   * in milliseconds: of all changes there, and of all back. Without those that cost nothing.
   */
  async function refusals(rules: readonly EgressRule[], others: readonly EgressRule[]): Promise<[number[], number[]]> {
    const { api } = await cluster();
    const engine = await canary();
    const changeTo = async (egress: readonly EgressRule[]) => {
      await api.patch(`${policiesPath}/places`, { spec: { egress } });
      await engine.programmed();
    };
    await changeTo(rules);
    const attempt = { protocol: "TCP" as const, address: target.addresses[0], port: 8081, milliseconds: 3000 };
    const refusedBy = async (egress: readonly EgressRule[]): Promise<number[]> => {
      const stop = await from.watch({ ...attempt, every, isHeld: false });
      await changeTo(egress);
      const tried = await stop();
      assert.ok(tried.length > 10, `${tried.length} tried`);
      const failed = tried.filter(({ outcome }) => outcome !== "connected").map(({ start }) => start);
      return failed.length === 0 ? [] : [Math.max(...failed) - Math.min(...failed) + every];
    };
    const [there, back]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      there.push(...(await refusedBy(others)));
      back.push(...(await refusedBy(rules)));
    }
    return [there, back];
  }

  it("costs new connections a moment where the policy had no rule at that place before", async () => {
    const [there, back] = await refusals([to("first"), to("last")], [to("first"), to("more"), to("last")]);
    console.log(`      refused in ${there.length} of ${rounds} changes, for at most ${Math.max(...there)} ms`);
    assert.ok(there.length > 0 && Math.max(...there) <= longestMove, there.join());
    assertRare(back);
  });

  it("costs next to nothing where it was there, and other rules change places with it", async () => {
    const [there, back] = await refusals([to("last"), to("first")], [to("first"), to("last")]);
    assertRare(there);
    assertRare(back);
  });

  it("costs next to nothing where it stays, and others come behind it", async () => {
    const [there, back] = await refusals([to("first"), to("last")], [to("first"), to("last"), to("more")]);
    assertRare(there);
    assertRare(back);
  });
});

/** Now and then the engine refuses a connection, whatever changes: one here in some hundred changes. */
function assertRare(times: readonly number[]): void {
  assert.ok(times.length <= 1 && Math.max(0, ...times) <= 4 * every, times.join());
}
