import assert from "node:assert/strict";
import { type Block, blocks, exitCodeOf } from "./blocks";
import { type ExampleRunner, exampleRunner, isExecutable, isTest } from "./exampleRunner";

/** This document's examples run with the fast tests. All other examples run with the end-to-end tests. */
export const fastDocument = "README.md";

/**
 * Describes a document's commands and programs. They run in order and share a folder, so they can read each other's files. With a
 * tarball, they use the package that the document installs from it. `describeMore` describes what else holds in that folder.
 */
export function describeExamples(
  file: string,
  tarball?: string,
  describeMore?: (runner: () => ExampleRunner) => void,
): void {
  describe(file, () => {
    let runner: ExampleRunner;
    before(() => (runner = exampleRunner(file, tarball)));
    after(() => runner.remove());

    for (const block of blocks(file).filter(isExecutable)) {
      const { at, output } = block;
      if (output !== undefined)
        it(`${at}: prints the output shown`, () =>
          assert.deepEqual(runner.run(block), { text: output.code, code: exitCodeOf(output) }));
      else
        it(`${at}: succeeds${isSilent(block) ? " and prints nothing" : ""}`, () => {
          const printed = runner.run(block);
          assert.equal(printed.code, 0, printed.text);
          if (isSilent(block)) assert.equal(printed.text, "");
        });
    }
    describeMore?.(() => runner);
  });
}

/** Whether a block must print nothing if no output is shown. Programs must; commands and tests may print anything. */
function isSilent({ info, code }: Block): boolean {
  return info === "ts" && !isTest(code);
}
