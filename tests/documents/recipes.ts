import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { NetworkPoliciesArgs } from "../../policies";
import { blocks, root } from "./blocks";

const document = "docs/recipes.md";

/** A section of docs/recipes.md with values of its own. */
export interface Recipe {
  heading: string;
  /** The name of the file that its values are in. */
  file: string;
  args: NetworkPoliciesArgs;
  /** All of the section, from the line below its heading. */
  text: string;
}

/** What stands above the first recipe, with the links to all of them. */
export function recipesHead(): string {
  return sections()[0] ?? "";
}

/** In the order of the document. */
export function recipes(): Recipe[] {
  const values = blocks().filter(({ file }) => file === document);
  return sections()
    .slice(1)
    .flatMap((section) => {
      const heading = section.slice(0, section.indexOf("\n"));
      return [...section.matchAll(/^```yaml (\S+\.yaml)$/gm)].map(([, file = ""]) => {
        const code = values.find(({ info }) => info === `yaml ${file}`)?.code ?? "";
        return { heading, file, args: parse(code) as NetworkPoliciesArgs, text: section.slice(heading.length) };
      });
    });
}

function sections(): string[] {
  return readFileSync(join(root, document), "utf8").split(/^#{2,3} /m);
}
