import { load } from "js-yaml";
import { Document, visit } from "yaml";
import { kubectlSchema } from "../kubectlSchema";

/** Manifests as YAML that kubectl reads as intended. Label values such as "yes" or "0B11" are quoted. */
export function manifestYaml(manifests: readonly object[]): string {
  return manifests.map(documentText).join("---\n");
}

function documentText(manifest: object): string {
  const document = new Document(manifest, { compat: "yaml-1.1" });
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && needsQuotes(scalar.value)) scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}

/**
 * Whether kubectl would read an unquoted word as something other than text. The YAML writer already quotes text that is not a
 * single word.
 */
function needsQuotes(text: string): boolean {
  return /^[\w.+-]+$/.test(text) && load(text, { schema: kubectlSchema }) !== text;
}
