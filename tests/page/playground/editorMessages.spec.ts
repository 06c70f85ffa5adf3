import assert from "node:assert/strict";
import { readInput } from "../../../cli/input/readInput";
import { resultsOf } from "../../../cli/results/resultsOf";
import { editorMessages } from "../../../page/playground/editorMessages";
import { withTempDir } from "../../../testing/withTempDir";

describe("the messages in the editor", () => {
  withTempDir({
    "a.yaml": "apiServer: { cidrs: [10.0.0.1/32] }\ncomponents: { agent: { custom: { ingress: [{}] } } }\n",
  });
  const results = () => resultsOf(readInput({ files: ["a.yaml"] })).results;

  it("are the findings at their positions", () =>
    assert.deepEqual(editorMessages("a.yaml", [], results()), [
      {
        line: 2,
        column: 44,
        severity: "error",
        text: "everyone: components.agent.custom.ingress[0]: a rule whose `from` or `to` is absent or empty allows everyone: all pods and all addresses; list the intended peers in `from` or `to`",
      },
    ]));

  it("are errors instead, if there are any", () =>
    assert.deepEqual(editorMessages("a.yaml", ["a.yaml:3:5: edges: unknown\nfield", "and 2 more"], results()), [
      { line: 3, column: 5, severity: "error", text: "edges: unknown\nfield" },
    ]));

  it("are only those of the text in the editor", () => {
    assert.deepEqual(editorMessages("b.yaml", [], results()), []);
    assert.deepEqual(editorMessages("b.yaml", ["a.yaml:3:5: edges: unknown field"], undefined), []);
  });
});
