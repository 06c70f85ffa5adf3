import { RangeSet, RangeSetBuilder, StateEffect, StateField, type Extension, type Text } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  hoverTooltip,
} from "@codemirror/view";

/** A message at a position in the text. Lines and columns are counted from 1. */
export interface EditorMessage {
  line: number;
  column: number;
  severity: "error" | "warning" | "info";
  text: string;
}

/** Replaces all messages. */
export const showMessages = StateEffect.define<readonly EditorMessage[]>();

/**
 * Marks the words that messages are about, and shows a message when the pointer is over its word. CodeMirror's own package for this,
 * @codemirror/lint, draws its marks as images, which the page's security policy does not allow.
 */
export function editorMarks(): Extension {
  return [
    marks,
    gutterLineClass.compute([marks], (state) => {
      const lines: RangeSetBuilder<GutterMarker> = new RangeSetBuilder();
      const seen = new Set<number>();
      const cursor = state.field(marks).iter();
      for (; cursor.value !== null; cursor.next()) {
        const { from } = state.doc.lineAt(cursor.from);
        if (!seen.has(from)) lines.add(from, from, new LineMarker(messageOf(cursor.value).severity));
        seen.add(from);
      }
      return lines.finish();
    }),
    hoverTooltip((view, pos) => {
      const texts: string[] = [];
      view.state.field(marks).between(pos, pos, (_from, _to, mark) => void texts.push(messageOf(mark).text));
      if (texts.length === 0) return null;
      return {
        pos,
        create: () => {
          const dom = document.createElement("div");
          dom.className = "cm-message";
          dom.textContent = texts.join("\n");
          return { dom };
        },
      };
    }),
  ];
}

/** The start and the end of the word at a position. */
export function wordAt(doc: Text, line: number, column: number): { from: number; to: number } {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + column - 1, at.to);
  const rest = doc.sliceString(from, at.to);
  return { from, to: from + (/^["']?[^\s,:{}[\]]+/.exec(rest)?.[0].length ?? Math.min(rest.length, 1)) };
}

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { changes, effects, state }) {
    const shown = effects.find((effect) => effect.is(showMessages));
    return shown === undefined ? value.map(changes) : markAll(shown.value, state.doc);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function markAll(messages: readonly EditorMessage[], doc: Text): DecorationSet {
  const ranges = messages.flatMap((message) => {
    const { from, to } = wordAt(doc, message.line, message.column);
    return from === to ? [] : [Decoration.mark({ class: `cm-mark-${message.severity}`, message }).range(from, to)];
  });
  return RangeSet.of(ranges, true);
}

function messageOf(mark: Decoration): EditorMessage {
  // Cast: `markAll` puts it there.
  return mark.spec.message as EditorMessage;
}

class LineMarker extends GutterMarker {
  override readonly elementClass: string;

  constructor(severity: EditorMessage["severity"]) {
    super();
    this.elementClass = `cm-line-${severity}`;
  }
}
