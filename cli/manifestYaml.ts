import { load } from "js-yaml";
import { Document, visit } from "yaml";
import { kubectlSchema } from "./kubectlSchema";

/** Manifests as YAML that kubectl reads back as it is meant: a label that is the text "yes" or "0B11" stands in quotes. */
export function manifestYaml(manifests: readonly object[]): string {
  return manifests.map(documentText).join("---\n");
}

function documentText(manifest: object): string {
  const document = new Document(manifest, { compat: "yaml-1.1" });
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && isOther(scalar.value)) scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Whether kubectl would take a word without quotes for something else; text that is no word the writer quotes itself. */
function isOther(text: string): boolean {
  return /^[\w.+-]+$/.test(text) && load(text, { schema: kubectlSchema }) !== text;
}
