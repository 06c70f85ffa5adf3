import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import { type Answer } from "./answer";
import { isWrong, type Judged } from "./judged";
import { known } from "./known";
import { minimal } from "./minimal";
import { sampled } from "./sampled";

describe("evaluate beside cyclonus", () => {
  let judged: readonly Judged[] = [];

  before(() => {
    judged = sampled().judged;
  });

  after(() => report(judged));

  it("is asked only about policies that the API server takes", () => {
    const connections = sampled().cases.flatMap((one) => one.connections);
    assert.equal(judged.length, connections.length);
  });

  it("says of both ends, of both together and of each port what is right", () => {
    const wrong = judged.filter(isWrong);
    const [first] = wrong;
    assert.ok(first === undefined, `${wrong.length} connections, such as\n${first && described(minimal(first))}`);
  });

  it("always knows: of these pods nothing is missing", () => {
    const unknown = judged.filter(({ ours }) => [ours.egress, ours.ingress, ours.verdict].includes("unknown"));
    assert.deepEqual(unknown.slice(0, 3), []);
  });

  it("has a case for each entry of the list", () => {
    const idle = known.filter((entry) => !judged.some(({ entries }) => entries.includes(entry)));
    assert.deepEqual(
      idle.map(({ id }) => id),
      [],
    );
  });

  it("meets selectors that cyclonus and Kubernetes read in different ways only where the list says so", () => {
    const apart = judged.filter(
      ({ oracle, entries }) => entries.length === 0 && !isDeepStrictEqual(oracle.cyclonus, oracle.kubernetesSelectors),
    );
    assert.deepEqual(apart.slice(0, 3), []);
  });

  for (const what of ["egress", "ingress", "verdict"] as const) {
    it(`meets enough of both: ${what} is allowed in 15% and denied in 15% at least`, () => {
      const allowed = share(judged, ({ right }) => right[what] === "allowed");
      assert.ok(allowed >= 0.15 && allowed <= 0.85, `${percent(allowed)} allowed`);
    });
  }
});

function described({ policies, connection, ours, oracle, right }: Judged): string {
  const answer = ({ egress, ingress, verdict, open }: Answer): string =>
    `egress ${egress}, ingress ${ingress}, together ${verdict}, open: ${open.join(" ") || "nothing"}`;
  return [
    ...policies.map((policy) => JSON.stringify(policy)),
    JSON.stringify(connection),
    `  we: ${answer(ours)}`,
    `  right: ${answer(right)}`,
    `  cyclonus: ${answer(oracle.cyclonus)}`,
  ].join("\n");
}

function report(judged: readonly Judged[]): void {
  for (const what of ["egress", "ingress", "verdict"] as const) {
    const allowed = share(judged, ({ right }) => right[what] === "allowed");
    console.log(`    ${what}: ${percent(allowed)} allowed, ${percent(1 - allowed)} denied`);
  }
  console.log("    settled by the list:");
  for (const entry of known) {
    const times = judged.filter(({ entries }) => entries.includes(entry)).length;
    console.log(`    ${String(times).padStart(7)}  ${entry.id}`);
  }
}

function share(judged: readonly Judged[], is: (one: Judged) => boolean): number {
  return judged.filter(is).length / judged.length;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`;
}
