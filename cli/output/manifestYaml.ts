import { load } from "js-yaml";
import { Document, visit } from "yaml";
import { escapeText } from "../../args/schema/issue";
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
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity });
  // Only double-quoted scalars contain such characters.
  return text.split("\n").map(escapeText).join("\n");
}

/**
 * Whether kubectl would read an unquoted word as something other than text, or whether some text must be escaped. The YAML writer
 * already quotes text that is not a single word.
 */
function needsQuotes(text: string): boolean {
  if (text.split("\n").some((line) => escapeText(line) !== line || line.trimStart().startsWith("::"))) return true;
  return /^[\w.+-]+$/.test(text) && load(text, { schema: kubectlSchema }) !== text;
}
