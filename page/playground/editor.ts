import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Analysis } from "./analysis";
import { completeValues } from "./completeValues";
import { type EditorMessage, editorMarks, showMessages, wordAt } from "./editorMarks";
import { isLong } from "./longText";

export interface EditorOptions {
  /** What a screen reader says about the editor. */
  label: string;
  /** Called for each edit by the user. */
  onChange: (text: string) => void;
  complete: Analysis["complete"];
}

/** A text editor for YAML. */
export interface Editor {
  /** Shows another text, with its own history. */
  show(key: string, text: string): void;
  setMessages(messages: readonly EditorMessage[]): void;
  /** Moves the cursor to a position. */
  goTo(line: number, column: number): void;
}

/**
 * Creates an editor inside an element. The editor is in a shadow root, because CodeMirror adds style sheets, and the page's security
 * policy allows them only there.
 */
export function createEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const states = new Map<string, EditorState>();
  let shown = "";
  const newState = (text: string) =>
    EditorState.create({ doc: text, extensions: [extensions(options), isLong(text) ? [] : highlighted] });
  const view = new EditorView({ state: newState(""), parent: root, root });
  return {
    show(key, text) {
      if (key === shown && text === view.state.doc.toString()) return;
      states.set(shown, view.state);
      shown = key;
      const known = states.get(key);
      view.setState(known?.doc.toString() === text ? known : newState(text));
    },
    setMessages(messages) {
      view.dispatch({ effects: showMessages.of(messages) });
    },
    goTo(line, column) {
      const { from } = wordAt(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
  };
}

function extensions({ label, onChange, complete }: EditorOptions) {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    editorMarks(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [completeValues(complete)] }),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    EditorView.lineWrapping,
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onChange(state.doc.toString());
    }),
    // Without a binding for Tab, which moves the focus out of the editor.
    keymap.of([...closeBracketsKeymap, ...standardKeymap, ...historyKeymap, ...completionKeymap]),
    theme,
  ];
}

const highlighting = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--allowed)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.typeName], color: "var(--beyond)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--muted)" },
]);

const highlighted = [yaml(), syntaxHighlighting(highlighting)];

/** The colors are those of the page, for both color schemes. */
const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "0.875rem", backgroundColor: "var(--surface)", color: "var(--text)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--monospace)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "0.5rem",
    backgroundColor: "var(--surface)",
    boxShadow: "var(--shadow)",
    maxWidth: "28rem",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--selection)", color: "var(--text)" },
  ".cm-completionInfo": { padding: "0.5rem 0.75rem", fontSize: "0.8125rem" },
  ".cm-message": { padding: "0.4rem 0.75rem", whiteSpace: "pre-wrap", fontSize: "0.8125rem" },
  ".cm-mark-error": { textDecoration: "underline wavy var(--error)", textUnderlineOffset: "0.2em" },
  ".cm-mark-warning": { textDecoration: "underline wavy var(--warning)", textUnderlineOffset: "0.2em" },
  ".cm-mark-info": { textDecoration: "underline dotted var(--info)", textUnderlineOffset: "0.2em" },
  ".cm-line-error": { boxShadow: "inset 3px 0 var(--error)" },
  ".cm-line-warning": { boxShadow: "inset 3px 0 var(--warning)" },
  ".cm-line-info": { boxShadow: "inset 3px 0 var(--info)" },
});
