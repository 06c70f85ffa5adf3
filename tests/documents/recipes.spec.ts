import assert from "node:assert/strict";
import { check, diff } from "../../core";
import { blocks, readDocument } from "../../testing/documents/blocks";
import { recipes, recipesFile } from "../../testing/documents/recipes";
import { slugOf } from "./slugOf";

/** The recipes that also close connections. */
const closing = ["ports.yaml", "mirrors.yaml"];

describe("the recipes", () => {
  const head = readDocument(recipesFile).split("\n## ")[0] ?? "";

  for (const { heading, file, args, text } of recipes()) {
    describe(heading, () => {
      it("is linked at the top of the page", () => assert.ok(head.includes(`](#${slugOf(heading)})`)));

      // The default policies do not select the pods of a recipe that changes labels, so there is nothing to compare.
      if (args.instanceLabels === undefined) {
        const isClosing = closing.includes(file);
        it(`opens connections, and closes ${isClosing ? "some" : "none"}`, () => {
          const { added, removed } = diff({ args: { namespace: "vald" } }, { args });
          assert.notDeepEqual(added, []);
          assert.equal(removed.length > 0, isClosing);
        });

        it("shows the connections that it opens", () => {
          const command = `vald-netpol diff default.yaml ${file}\n`;
          const shown = blocks(recipesFile).filter(
            ({ code, output }) => code.startsWith(command) && output !== undefined,
          );
          assert.equal(shown.length, 1);
        });
      }

      it("ends with its sources, and with the network plugins on which it was not tested", () => {
        const [sources = "", untested = ""] = text.split(/^- /m).slice(-2);
        assert.match(sources, /^Source: [^]*\]\(https:/);
        assert.match(untested, /^Not tested on: \S/);
      });

      it("has no finding above information", () =>
        assert.deepEqual(
          check({ args }).findings.filter(({ severity }) => severity !== "info"),
          [],
        ));

      it("is for namespace vald, and uses edges instead of custom rules", () => {
        assert.equal(args.namespace, "vald");
        const settings = [args.defaults?.networkPolicy, ...Object.values(args.components ?? {})];
        assert.deepEqual(
          settings.filter((one) => one?.custom !== undefined),
          [],
        );
      });
    });
  }
});
