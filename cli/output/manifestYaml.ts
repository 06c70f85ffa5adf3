import { load } from "js-yaml";
import { Document, visit } from "yaml";
import { kubectlSchema } from "../kubectlSchema";

/** Manifests as YAML that kubectl reads as intended: label values such as "yes" or "0B11" are quoted. */
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

/** Whether kubectl would not read an unquoted word as text. The YAML writer itself quotes text that is not a word. */
function needsQuotes(text: string): boolean {
  return /^[\w.+-]+$/.test(text) && load(text, { schema: kubectlSchema }) !== text;
}
