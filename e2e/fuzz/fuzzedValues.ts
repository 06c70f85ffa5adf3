import fc from "fast-check";
import { stringify } from "yaml";
import { mutated, mutation } from "../../testing/jsonMutation";
import { richArgs } from "../../testing/richArgs";
import { snippets } from "./snippets";

/** A change to a text at a position, which is a fraction of the text's length. */
interface TextMutation {
  kind: "insert" | "replace" | "remove" | "repeat" | "replaceValue";
  position: number;
  length: number;
  snippet: string;
}

const textMutation: fc.Arbitrary<TextMutation> = fc.record({
  kind: fc.constantFrom("insert", "replace", "remove", "repeat", "replaceValue"),
  position: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.nat({ max: 40 }),
  snippet: fc.constantFrom(...snippets),
});

/** The text of a values file in YAML's block or flow style, mutated first as data and then as text. */
export const fuzzedValues: fc.Arbitrary<string> = fc
  .record({
    mutations: fc.array(mutation, { maxLength: 2 }),
    textMutations: fc.array(textMutation, { maxLength: 2 }),
    isFlow: fc.boolean(),
  })
  .map(({ mutations, textMutations, isFlow }) => {
    const values = mutated(richArgs, mutations);
    return textMutations.reduce(mutateText, isFlow ? JSON.stringify(values) : stringify(values));
  });

function mutateText(text: string, { kind, position, length, snippet }: TextMutation): string {
  const start = Math.floor(position * text.length);
  const before = text.slice(0, start);
  switch (kind) {
    case "insert":
      return before + snippet + text.slice(start);
    case "replace":
      return before + snippet + text.slice(start + length);
    case "remove":
      return before + text.slice(start + length);
    case "repeat":
      return before + text.slice(start, start + length).repeat(2) + text.slice(start + length);
    case "replaceValue": {
      const colon = text.indexOf(": ", start);
      const end = text.indexOf("\n", colon);
      return colon < 0 || end < 0 ? text + snippet : text.slice(0, colon + 2) + snippet + text.slice(end);
    }
  }
}
