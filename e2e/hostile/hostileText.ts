import fc from "fast-check";
import { mutation } from "../../tests/schema/jsonMutation";
import { mutatedText, snippets } from "./mutatedText";

/** A values file, mutated as data and then as text. */
export const hostileText: fc.Arbitrary<string> = fc
  .record({
    structural: fc.array(mutation, { maxLength: 2 }),
    textual: fc.array(
      fc.record({
        what: fc.constantFrom("insert", "replace", "remove", "repeat", "value"),
        where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        length: fc.nat({ max: 40 }),
        snippet: fc.constantFrom(...snippets),
      }),
      { maxLength: 2 },
    ),
    isFlow: fc.boolean(),
  })
  .map(({ structural, textual, isFlow }) => mutatedText(structural, textual, isFlow));
