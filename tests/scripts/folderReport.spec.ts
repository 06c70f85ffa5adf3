import assert from "node:assert/strict";
import { type FileRun, folderReport } from "../../scripts/folderReport";

const run = (command: string, file: string, code: number | string, seconds: number, more: Partial<FileRun> = {}) => ({
  command,
  file,
  code,
  seconds,
  stdout: "",
  stderr: "",
  ...more,
});
const found = (...ids: string[]) => ({ stdout: JSON.stringify({ findings: ids.map((id) => ({ id })) }) });

describe("the report of npm run folder", () => {
  const { text, failures } = folderReport(
    [
      run("check", "a.yaml", 0, 0.1, found()),
      run("check", "b.yaml", 1, 0.3, found("everyone", "everyone", "self")),
      run("check", "c.yaml", 1, 0.2, found("self")),
      run("check", "d.yaml", 2, 0.2, { stderr: "dump/d.yaml:3:1: Map keys must be unique\n" }),
      run("check", "e.yaml", 2, 0.2, { stderr: "dump/e.yaml:9:4: Map keys must be unique\nmore\n" }),
      run("graph", "a.yaml", "SIGKILL", 60),
      run("graph", "b.yaml", "SIGABRT", 1),
      run("graph", "c.yaml", 2, 1, { stderr: "a note\nunexpected error: TypeError: a | b\n    at x\n" }),
      run("graph", "d.yaml", 1, 1, { stderr: "x.js:1\n\nError: no module\n    at x\n\nNode.js v20.1.0\n" }),
      run("diff with itself", "a.yaml", 1, 1, { stdout: '{"added":[],"removed":[],"undecided":[{}]}' }),
      run("diff with itself", "b.yaml", 1, 1, { stdout: '{"added":[{}],"removed":[],"undecided":[]}' }),
      run("diff with itself", "d.yaml", 2, 1, { stderr: "dump/d.yaml:3:1: Map keys must be unique\n" }),
    ],
    ["check", "graph", "diff with itself"],
  );

  it("counts exit codes and failures, and names the slowest file", () =>
    assert.equal(
      text.split("\n\n")[0],
      `| command | exit 0 | exit 1 | exit 2 | failed | median, s | longest, s | longest for |
| --- | --- | --- | --- | --- | --- | --- | --- |
| check | 1 | 2 | 2 | 0 | 0.20 | 0.30 | b.yaml |
| graph | 0 | 0 | 0 | 4 | 1.00 | 60.00 | a.yaml |
| diff with itself | 0 | 1 | 1 | 1 | 1.00 | 1.00 | d.yaml |`,
    ));

  it("lists crashes, timeouts, and contradictions, whose number is the result", () => {
    assert.equal(failures, 5);
    assert.match(
      text,
      /\n## Failed\n\n.*\n.*\n\| graph \| a.yaml \| took too long \|\n\| graph \| b.yaml \| ended with SIGABRT \|\n\| graph \| c.yaml \| TypeError: a \\\| b \|\n\| graph \| d.yaml \| Error: no module \|\n\| diff with itself \| b.yaml \| differs from itself \|\n/,
    );
  });

  it("counts findings by id", () =>
    assert.match(text, /\n## Findings\n\n.*\n.*\n\| everyone \| 2 \| 1 \|\n\| self \| 2 \| 2 \|\n/));

  it("counts the messages of inputs that are errors, whatever their file and line", () =>
    assert.match(text, /\n## Inputs that are errors\n\n.*\n.*\n\| Map keys must be unique \| 2 \| d.yaml \|\n$/));

  it("omits empty lists", () => {
    const { text, failures } = folderReport([run("check", "a.yaml", 0, 0.1, found())], ["check"]);
    assert.deepEqual([text.includes("##"), failures], [false, 0]);
  });
});
