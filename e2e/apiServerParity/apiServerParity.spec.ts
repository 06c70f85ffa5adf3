import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import { formatIssue, type Issue, issueCodes, type NetworkPoliciesArgs, networkPolicies, validate } from "../../core";
import { isInexpressible } from "../../testing/inexpressibleIssues";
import { type ControlPlane, startControlPlane } from "../controlPlane";
import { randomSeed, sampleSize } from "../sampling";
import { type Case, cases } from "./cases";
import { differencesFor, knownDifferences } from "./knownDifferences";
import { mistakes } from "./mistakes";
import { judgeArgs, judgePolicy, type Verdict } from "./serverVerdict";

/** A case with the validator's issues and the server's verdict. */
interface Comparison extends Case {
  issues: Issue[];
  verdict: Verdict;
}

describe("the validator and the API server", () => {
  const count = sampleSize("random args", 4000, 40_000);
  let server: ControlPlane;
  let comparisons: Comparison[] = [];
  let acceptedByUs: Comparison[] = [];
  let acceptedByServer: Comparison[] = [];

  before(async () => {
    server = await startControlPlane();
    comparisons = await mapConcurrently(cases(randomSeed(), count), async (one) => ({
      ...one,
      issues: validate(one.args),
      verdict: await judgeArgs(server.api, one.args),
    }));
    acceptedByUs = comparisons.filter(({ issues }) => issues.length === 0);
    acceptedByServer = comparisons.filter(({ verdict }) => verdict.isAccepted);
    console.log(
      `    of ${count} args, the validator accepts ${acceptedByUs.length}, the server accepts ${acceptedByServer.length}`,
    );
  });

  after(() => server?.stop());

  it("accept the same args, except where the validator's rejection is a known difference", () => {
    assertNone(acceptedByUs.filter(({ verdict }) => !verdict.isAccepted));
    assertNone(
      acceptedByServer.filter(({ args, issues }) =>
        issues.some((issue) => differencesFor(issue, issues, args).length === 0),
      ),
    );
  });

  it("both accept args without mistakes", () => {
    const correct = comparisons.filter(({ mistakes: made }) => made.length === 0);
    assert.notEqual(correct.length, 0);
    assertNone(correct.filter(({ issues, verdict }) => issues.length > 0 || !verdict.isAccepted));
  });

  it("agree that args without issues cause no warning", () => {
    assertNone(acceptedByUs.filter(({ verdict }) => verdict.hasWarnings));
  });

  it("disagree about CIDR blocks only where the server warns", () => {
    const rejectedBlocks = acceptedByServer.filter(({ issues }) => issues.some(({ code }) => code === "invalid-cidr"));
    assertNone(rejectedBlocks.filter(({ verdict }) => !verdict.hasWarnings));
  });

  it("both accept the policies of valid args", async () => {
    const policies = acceptedByUs
      .flatMap(({ args }) => networkPolicies(args as NetworkPoliciesArgs))
      .map((policy) => ({ ...policy, metadata: { ...policy.metadata, namespace: "default" } }));
    assert.notEqual(policies.length, 0);
    const verdicts = await mapConcurrently(policies, (policy) => judgePolicy(server.api, policy));
    console.log(`      ${policies.length} policies`);
    assert.deepEqual(
      verdicts.filter(({ isAccepted }) => !isAccepted),
      [],
    );
  });

  it("agree with the JSON Schema, except about issues that a schema cannot express", () => {
    const schema = JSON.parse(
      readFileSync(require.resolve("vald-network-policy/values.schema.json"), "utf8"),
    ) as object;
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
    const isAccepted = ajv.compile(schema);
    // A file contains neither undefined nor NaN.
    const fromFiles = comparisons.filter(({ args }) => isDeepStrictEqual(JSON.parse(JSON.stringify(args)), args));
    assert.ok(fromFiles.length > 0.8 * count, `${fromFiles.length} of ${count}`);
    assertNone(
      fromFiles.filter(({ args, issues }) =>
        isAccepted(args) ? !issues.every((issue) => isInexpressible(issue, args)) : issues.length === 0,
      ),
    );
  });

  describe("are compared with args that", () => {
    it("the server accepts and rejects in at least 30% of the cases each", () => {
      const accepted = acceptedByServer.length;
      assert.ok(accepted >= 0.3 * count, `${accepted} of ${count} accepted`);
      assert.ok(count - accepted >= 0.3 * count, `${count - accepted} of ${count} rejected`);
    });

    it("contain every mistake", () => {
      const made = new Set(comparisons.flatMap((one) => one.mistakes));
      const missing = Object.keys(mistakes).filter((name) => !made.has(name));
      assert.deepEqual(missing, []);
    });

    it("show every known difference", () => {
      const shown = new Set(
        acceptedByServer.flatMap(({ args, issues }) => issues.flatMap((issue) => differencesFor(issue, issues, args))),
      );
      const reasons = knownDifferences.filter((difference) => !shown.has(difference)).map(({ reason }) => reason);
      assert.deepEqual(reasons, []);
    });

    it("have every issue code in at least 5 cases", () => {
      const counts = issueCodes
        // The server knows nothing about Outputs.
        .filter((code) => code !== "not-plain")
        .map((code) => ({
          code,
          cases: comparisons.filter(({ issues }) => issues.some((issue) => issue.code === code)).length,
        }));
      assert.deepEqual(
        counts.filter(({ cases }) => cases < 5),
        [],
      );
    });
  });
});

/** Fails with the full text of the first cases, which an assertion's diff would shorten. */
function assertNone(comparisons: readonly Comparison[]): void {
  assert.ok(
    comparisons.length === 0,
    `${comparisons.length} cases:\n${comparisons.slice(0, 20).map(comparisonText).join("\n")}`,
  );
}

function comparisonText({ args, mistakes: made, issues, verdict }: Comparison): string {
  const text = JSON.stringify(args, (_, value: unknown) => {
    if (value === undefined) return "(undefined)";
    return typeof value === "string" && value.length > 400 ? `(${value.length} characters)` : value;
  });
  return [
    `${made.join(", ") || "no mistake"}: ${text}`,
    ...issues.map((issue) => `  validator: ${issue.code} ${formatIssue(issue)}`),
    ...verdict.messages.map((message) => `  server: ${message}`),
  ].join("\n");
}

/** Maps items, 16 at a time. The results are in the order of the items. */
async function mapConcurrently<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await map(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return results;
}
