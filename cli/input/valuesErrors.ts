import { type Document, isAlias, isCollection, isNode, isScalar, type LineCounter, visit } from "yaml";
import { kubectlValue } from "../kubectlSchema";
import { InputError } from "./inputError";
import { shownKey, syntaxContext } from "./syntaxContext";
import { duplicateKeyText, unclosedText } from "./syntaxErrorText";
import { templateAt, templateText } from "./template";
import { positionText } from "./textPosition";

/** An error at an offset in the text. */
interface ValuesError {
  offset: number;
  message: string;
}

/**
 * The errors in a parsed values file: those of the parser, keys that are not text or are duplicates, and scalars with several
 * meanings. Throws `InputError` if the file is nested too deeply.
 */
export function valuesErrors(
  document: Document,
  { name, text, lines, isOfChart }: { name: string; text: string; lines: LineCounter; isOfChart: boolean },
): ValuesError[] {
  // The parser only warns about unknown tags and versions and then guesses their meaning.
  const found = [...document.errors, ...document.warnings];
  // The parser is recursive. It reports a stack overflow with this code, together with other, meaningless errors.
  if (found.some(({ code }) => code === "RESOURCE_EXHAUSTION")) throw new InputError(`${name}: ${tooDeep}`);
  const errors =
    found.length > 0
      ? found.map(({ pos: [offset], message }) => ({ offset, message }))
      : [...keyErrors(document, lines), ...scalarErrors(document, isOfChart)].sort((a, b) => a.offset - b.offset);
  for (const { offset } of errors) {
    if (templateAt(text, lines.linePos(offset).line - 1) !== undefined) return [{ offset, message: templateText }];
  }
  const [first, ...others] = errors;
  const { unclosed } = found.length > 0 ? syntaxContext(text) : {};
  if (first === undefined || unclosed === undefined) return errors;
  const cause = unclosedText(unclosed.character, positionText(unclosed.position));
  return [{ ...first, message: `${first.message}; ${cause}` }, ...others];
}

/** Errors for plain scalars that YAML 1.1 and YAML 1.2 read differently. */
function scalarErrors(document: Document, isOfChart: boolean): ValuesError[] {
  const errors: ValuesError[] = [];
  visit(document, {
    Scalar: (_, node) => {
      const { source, type, tag, value } = node;
      if (type !== "PLAIN" || tag !== undefined || source === undefined) return;
      const older = olderValue(source);
      if (older === undefined || Object.is(older, value)) return;
      if (isOfChart) node.value = kubectlValue(source) ?? value;
      else {
        const readings = `${JSON.stringify(value)} in YAML 1.2 and ${JSON.stringify(older)} in YAML 1.1`;
        const plain = [value, older].filter((one) => typeof one !== "string").map(String);
        const message = `${source} is ${readings}; write ${plain.join(" or ")}, or, for text, "${source}"`;
        errors.push({ offset: startOf(node), message });
      }
    },
  });
  return errors;
}

/** How YAML 1.1 reads a plain scalar. Undefined: as text, or as null. Helm and kubectl differ for `12:30` and `0o10`. */
function olderValue(text: string): string | number | boolean | undefined {
  if (/^[-+]?0o/i.test(text)) return text;
  if (!/^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/.test(text)) return kubectlValue(text);
  const [first = "", ...others] = text.replaceAll("_", "").split(":");
  const sum = others.reduce((total, part) => total * 60 + Number(part), Math.abs(Number(first)));
  return first.startsWith("-") ? -sum : sum;
}

export const tooDeep = "nested too deeply";

/**
 * Errors for keys that are not text, and for duplicate keys, because the last duplicate would silently take precedence. Keys
 * such as 1 and "1" are duplicates, because their text is equal.
 */
function keyErrors(document: Document, lines: LineCounter): ValuesError[] {
  const errors: ValuesError[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        const node = isAlias(key) ? key.resolve(document) : key;
        // A collection is never a valid key, and the parser can take seconds to convert a collection to text.
        if (isCollection(node)) errors.push({ offset: startOf(key), message: "Map keys must be text" });
        if (!isScalar(node)) continue;
        const text = String(node.value);
        const first = seen.get(text);
        if (first === undefined) seen.set(text, startOf(key));
        else {
          const { line, col } = lines.linePos(first);
          const shown = shownKey(node.value, node.source ?? text);
          const message = duplicateKeyText(shown, positionText({ line: line - 1, column: col - 1 }));
          errors.push({ offset: startOf(key), message });
        }
      }
    },
  });
  return errors;
}

/** The offset of a node in the text. */
export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
