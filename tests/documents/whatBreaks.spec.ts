import assert from "node:assert/strict";
import { workloadArgs } from "../../e2e/vald/clusterArgs";
import { removableEdges } from "../../e2e/vald/edges";
import { recordedEffects } from "../../scripts/whatBreaksPage";

describe("docs/what-breaks.md", () => {
  it("lists every edge of the workloads that the tests run", () =>
    assert.deepEqual(
      recordedEffects().map(({ edge }) => edge),
      removableEdges(workloadArgs).map(({ title }) => title),
    ));
});
