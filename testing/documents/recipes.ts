import { parse } from "yaml";
import type { NetworkPoliciesArgs } from "../../core";
import { blocks, fileNameOf, readDocument } from "./blocks";

export const recipesFile = "docs/recipes.md";

/** A section of docs/recipes.md that contains values. */
export interface Recipe {
  heading: string;
  /** The name of the file with its values. */
  file: string;
  args: NetworkPoliciesArgs;
  /** The text below its heading. */
  text: string;
}

/** The recipes, in the order of the document. */
export function recipes(): Recipe[] {
  const files = blocks(recipesFile);
  return readDocument(recipesFile)
    .split(/^#{2,3} /m)
    .slice(1)
    .flatMap((section) => {
      const heading = section.slice(0, section.indexOf("\n"));
      return [...section.matchAll(/^```yaml (\S+\.yaml)$/gm)].map(([, file = ""]) => {
        const code = files.find((block) => fileNameOf(block) === file)?.code ?? "";
        return { heading, file, args: parse(code) as NetworkPoliciesArgs, text: section.slice(heading.length) };
      });
    });
}
