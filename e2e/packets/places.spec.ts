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
   * in milliseconds: in each change there, and in each back.
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
    const refusedBy = async (egress: readonly EgressRule[]): Promise<number> => {
      const stop = await from.watch({ ...attempt, every, isHeld: false });
      await changeTo(egress);
      const tried = await stop();
      assert.ok(tried.length > 10, `${tried.length} tried`);
      const failed = tried.filter(({ outcome }) => outcome !== "connected").map(({ start }) => start);
      return failed.length === 0 ? 0 : Math.max(...failed) - Math.min(...failed) + every;
    };
    const [there, back]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      there.push(await refusedBy(others));
      back.push(await refusedBy(rules));
    }
    return [there, back];
  }

  it("costs new connections a moment where the policy had no rule at that place before, and much less elsewhere", async () => {
    const [newPlace, itsPlaceGoes] = await refusals([to("first"), to("last")], [to("first"), to("more"), to("last")]);
    const [laterPlace, earlierPlace] = await refusals([to("last"), to("first")], [to("first"), to("last")]);
    const [anotherComes, anotherGoes] = await refusals(
      [to("first"), to("last")],
      [to("first"), to("last"), to("more")],
    );
    const elsewhere = { itsPlaceGoes, laterPlace, earlierPlace, anotherComes, anotherGoes };
    for (const [what, times] of Object.entries({ newPlace, ...elsewhere }))
      console.log(`      ${what}: refused for ${times.join(", ")} ms`);
    assert.ok(sum(newPlace) > 0 && Math.max(...newPlace) <= longestMove);
    for (const [what, times] of Object.entries(elsewhere)) assert.ok(sum(times) <= sum(newPlace) / 2, what);
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
