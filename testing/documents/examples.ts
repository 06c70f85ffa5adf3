import assert from "node:assert/strict";
import { type Block, blocks, exitCodeOf } from "./blocks";
import { type ExampleRunner, exampleRunner, isExecutable, isTest } from "./exampleRunner";

/** The document whose examples run with the fast tests; those of the others run with the end-to-end tests. */
export const fastDocument = "README.md";

/** Describes the commands and programs of a document. They run in one folder and in order, so one may read what another wrote. */
export function describeExamples(file: string): void {
  describe(file, () => {
    let runner: ExampleRunner;
    before(() => (runner = exampleRunner(file)));
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
  });
}

/** A program that prints something, such as a warning, shows it. Commands and tests may print what they like. */
function isSilent({ info, code }: Block): boolean {
  return info === "ts" && !isTest(code);
}
