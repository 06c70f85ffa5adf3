import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import type { NetworkPoliciesArgs } from "../../policy/args";
import { argsShape } from "../../policy/argsShape";
import { jsonSchema } from "../../policy/jsonSchema";
import { networkPolicies } from "../../policy/networkPolicies";
import { type Problem, problemCodes, problemText } from "../../policy/problem";
import { validate } from "../../policy/validate";
import { isBeyond } from "../../tests/schema/beyondSchema";
import { type ControlPlane, startControlPlane } from "../controlPlane";
import { seconds } from "../seconds";
import { type Case, cases } from "./generator";
import { stricter } from "./known";
import { mistakes } from "./mistakes/index";
import { type Judge, judge, type Verdict } from "./verdict";

/** Every code; `not-plain` is about Outputs, of which the server knows nothing. */
const codes = problemCodes.filter((code) => code !== "not-plain");

interface Judged extends Case {
  problems: Problem[];
  verdict: Verdict;
}

describe("the validator beside the API server", () => {
  const seed = Number(process.env["AGREEMENT_SEED"] ?? Date.now() % 2 ** 31);
  const count = Number(process.env["AGREEMENT_CASES"] ?? 5000);
  const judged: Judged[] = [];
  let server: ControlPlane;
  let judgement: Judge;

  before(async () => {
    console.log(`    seed: AGREEMENT_SEED=${seed}, cases: AGREEMENT_CASES=${count}`);
    server = await startControlPlane();
    judgement = judge(server.kubeconfig);
    const start = Date.now();
    judged.push(
      ...(await inTurn(cases(seed, count), async (one) => ({
        ...one,
        problems: validate(one.args),
        verdict: await judgement.ofCase(one),
      }))),
    );
    console.log(`    ${count} cases judged in ${seconds(start)}`);
  });

  after(() => {
    judgement?.close();
    server?.stop();
    report(judged);
  });

  it("accepts nothing that the server rejects", () => {
    const wrong = judged.filter(({ problems, verdict }) => problems.length === 0 && !verdict.accepted);
    assertNone(wrong);
  });

  it("rejects nothing that the server accepts, but for the reasons in the list", () => {
    const wrong = judged.filter(
      ({ problems, verdict }) =>
        verdict.accepted && problems.some((problem) => entriesFor(problem, problems).length === 0),
    );
    assertNone(wrong);
  });

  it("accepts all that no mistake was made in, as the server does", () => {
    const right = judged.filter(({ mistakes: made }) => made.length === 0);
    assert.notEqual(right.length, 0);
    assertNone(right.filter(({ problems, verdict }) => problems.length > 0 || !verdict.accepted));
  });

  it("accepts nothing that the server warns of", () => {
    assertNone(judged.filter(({ problems, verdict }) => problems.length === 0 && verdict.warnings.length > 0));
  });

  it("rejects a range that the server accepts only where the server warns", () => {
    const stricterThere = judged.filter(
      ({ problems, verdict }) => verdict.accepted && problems.some(({ code }) => code === "invalid-cidr"),
    );
    assertNone(stricterThere.filter(({ verdict }) => verdict.warnings.length === 0));
  });

  it("has a case for each entry of that list", () => {
    const explained = judged
      .filter(({ verdict }) => verdict.accepted)
      .flatMap(({ problems }) => problems.flatMap((problem) => entriesFor(problem, problems)));
    const idle = stricter.filter((entry) => !explained.includes(entry));
    assert.deepEqual(
      idle.map(({ reason }) => reason),
      [],
    );
  });

  it("makes policies that the server takes from all that it accepts", async () => {
    const policies = judged
      .filter(({ problems }) => problems.length === 0)
      .flatMap(({ args }) => networkPolicies(args as NetworkPoliciesArgs))
      .map((policy) => ({ ...policy, metadata: { ...policy.metadata, namespace: "default" } }));
    const verdicts = await inTurn(policies, (policy) => judgement.ofPolicy(policy));
    console.log(`      ${policies.length} policies`);
    assert.notEqual(policies.length, 0);
    assert.deepEqual(
      verdicts.filter(({ accepted }) => !accepted),
      [],
    );
  });

  it("has a JSON Schema that says the same, but for what a schema cannot see", () => {
    const schema = jsonSchema(argsShape, "Values");
    const accepts = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false }).compile(
      schema,
    );
    // Undefined and NaN are in no file.
    const inFiles = judged.filter(({ args }) => isDeepStrictEqual(JSON.parse(JSON.stringify(args)), args));
    const wrong = inFiles.filter(({ args, problems }) =>
      accepts(args) ? !problems.every((problem) => isBeyond(problem, args)) : problems.length === 0,
    );
    assertNone(wrong);
    assert.ok(inFiles.length > 0.8 * count, `${inFiles.length} of ${count}`);
  });

  it("meets enough of both: the server accepts 30% and rejects 30% at least", () => {
    const accepted = judged.filter(({ verdict }) => verdict.accepted).length;
    assert.ok(accepted >= 0.3 * count, `${accepted} of ${count} accepted`);
    assert.ok(count - accepted >= 0.3 * count, `${count - accepted} of ${count} rejected`);
  });

  it("finds every kind of problem in 20 cases at least", () => {
    const seen = counted(judged.flatMap(({ problems }) => [...new Set(problems.map(({ code }) => code))]));
    const rare = codes.filter((code) => (seen.get(code) ?? 0) < 20);
    assert.deepEqual(rare, []);
  });

  it("makes every mistake of the catalogue", () => {
    const made = new Set(judged.flatMap((one) => one.mistakes));
    const missing = Object.keys(mistakes).filter((name) => !made.has(name));
    assert.deepEqual(missing, []);
  });
});

function entriesFor(problem: Problem, all: readonly Problem[]): typeof stricter {
  return stricter.filter(({ code, when }) => code === problem.code && (when?.(problem, all) ?? true));
}

/** Fails with the cases in full: a diff of them would be cut. */
function assertNone(wrong: readonly Judged[]): void {
  assert.ok(wrong.length === 0, `${wrong.length} cases:\n${wrong.slice(0, 20).map(described).join("\n")}`);
}

function described({ args, mistakes: made, problems, verdict }: Judged): string {
  const text = JSON.stringify(args, (_, value: unknown) => {
    if (value === undefined) return "(undefined)";
    return typeof value === "string" && value.length > 400 ? `(${value.length} characters)` : value;
  });
  return [
    `${made.join(", ") || "no mistake"}: ${text}`,
    ...problems.map((problem) => `  we: ${problem.code} ${problemText(problem)}`),
    ...verdict.messages.map((message) => `  server: ${message}`),
  ].join("\n");
}

function report(judged: readonly Judged[]): void {
  const accepted = judged.filter(({ verdict }) => verdict.accepted);
  const ours = judged.filter(({ problems }) => problems.length === 0);
  console.log(`    of ${judged.length} cases the server accepts ${accepted.length}, we accept ${ours.length}`);
  print(
    "our problems, by the number of cases",
    judged.flatMap(({ problems }) => [...new Set(problems.map(({ code }) => code))]),
  );
  print(
    "what we reject and the server takes",
    accepted.flatMap(({ problems }) =>
      [...new Set(problems.flatMap((problem) => entriesFor(problem, problems)))].map(
        ({ code, reason }) => `${code}: ${reason}`,
      ),
    ),
  );
  print(
    "the server's messages",
    judged.flatMap(({ verdict }) => verdict.messages),
  );
  print(
    "the server's warnings",
    judged.flatMap(({ verdict }) => verdict.warnings),
  );
}

function print(title: string, lines: readonly string[]): void {
  console.log(`    ${title}:`);
  for (const [line, times] of [...counted(lines)].sort(([, a], [, b]) => b - a)) {
    console.log(`    ${String(times).padStart(7)}  ${line}`);
  }
}

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Applies `ask` to all items, 16 at a time; the results stand in the items' order. */
async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of waiting) results[i] = await ask(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return results;
}
