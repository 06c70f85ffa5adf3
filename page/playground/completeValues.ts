import type { CompletionSource } from "@codemirror/autocomplete";
import type { Analysis } from "./analysis";

/** Texts that are longer are manifests. */
const maxLength = 256 * 1024;

/** Offers the keys and values that may stand at the cursor in a values file. */
export function completeValues(complete: Analysis["complete"]): CompletionSource {
  return async (context) => {
    const { state, pos, explicit } = context;
    const word = context.matchBefore(/[\w-]*/);
    if (pos > maxLength || (!explicit && (word === null || word.from === word.to))) return null;
    const completions = await complete(state.sliceDoc(0, pos));
    return {
      from: word?.from ?? pos,
      options: completions.map((one) => ({ ...one, type: "property" })),
      validFor: /^[\w-]*$/,
    };
  };
}
