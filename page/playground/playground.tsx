import { type JSX, render } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CellExplanation } from "../../cli/results/results";
import { cellAt } from "../views/cellAt";
import { CellExplanationView } from "../views/cellExplanationView";
import { IconDefinitions } from "../views/icon";
import { ResultsView, type ShownResults } from "../views/resultsView";
import { SummaryView } from "../views/summaryView";
import { Analysis } from "./analysis";
import { createEditor, type Editor } from "./editor";
import { editorMessages, errorMessage } from "./editorMessages";
import { examples } from "./examples";
import { isLong } from "./longText";
import type { AnalysisResponse, NamedText, Sides } from "./messages";
import { fragmentOf, sidesIn } from "./shareLink";

type Side = keyof Sides;

/** A cell of the table. */
interface Cell {
  row: number;
  column: number;
}

function Playground({ initial }: { initial: Sides }): JSX.Element {
  const [sides, setSides] = useState(initial);
  const [side, setSide] = useState<Side>("after");
  /** Counts how often other texts than those of the editor were opened. */
  const [opened, setOpened] = useState(0);
  const [results, setResults] = useState<ShownResults>();
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [svg, setSvg] = useState("");
  const [cell, setCell] = useState<Cell>();
  const [status, setStatus] = useState("");
  const editor = useRef<Editor | null>(null);

  const onAnswer = useCallback((response: AnalysisResponse) => {
    if (response.kind === "errors") setErrors(response.lines);
    if (response.kind === "connections") setResults((all) => all && { ...all, ...response.results, isPending: false });
    if (response.kind !== "table") return;
    setErrors([]);
    // The second part follows, mostly so soon that the one before may stay until then.
    setResults((all) => ({ ...all, ...response.results, isPending: true }));
  }, []);
  const analysis = useMemo(() => new Analysis(onAnswer, setSvg), []);

  useEffect(() => {
    const timers = [setTimeout(() => void rememberInUrl(sides), 300)];
    // Without results, the texts were just opened.
    if (results !== undefined && (isLong(sides.after.text) || isLong(sides.before?.text ?? "")))
      timers.push(setTimeout(() => analysis.analyze(sides), 400));
    else analysis.analyze(sides);
    return () => timers.forEach(clearTimeout);
  }, [sides]);

  const text = sides[side] ?? sides.after;
  const open = (next: Sides, shown: Side = "after") => {
    setSides(next);
    setSide(shown);
    setOpened((count) => count + 1);
    setResults(undefined);
    setSvg("");
    setCell(undefined);
  };

  useEffect(() => editor.current?.show(`${opened} ${side}`, text.text), [opened, side]);
  useEffect(
    () => editor.current?.setMessages(editorMessages(text.name, errors, results)),
    [text.name, errors, results, side],
  );

  return (
    <>
      <IconDefinitions />
      <header class="bar">
        <h1>Network policies of Vald</h1>
        <select
          aria-label="Example"
          value=""
          onChange={({ currentTarget }) => {
            const example = examples[Number(currentTarget.value)];
            if (example !== undefined) open(example.sides);
            currentTarget.value = "";
          }}
        >
          <option value="">Examples</option>
          {examples.map(({ title }, i) => (
            <option key={title} value={i}>
              {title}
            </option>
          ))}
        </select>
        <OpenFile onOpen={(file) => open({ ...sides, [side]: withNameOfItsOwn(file, sides, side) }, side)} />
        {sides.before === undefined ? (
          <button
            type="button"
            onClick={() =>
              open({ before: { ...sides.after, name: "before.yaml" }, after: { ...sides.after, name: "after.yaml" } })
            }
          >
            Compare
          </button>
        ) : (
          <button type="button" onClick={() => open({ after: { ...sides.after, name: "values.yaml" } })}>
            Stop comparing
          </button>
        )}
        <button type="button" onClick={() => void copyLink(sides).then(setStatus)}>
          Copy link
        </button>
        <p role="status">{status}</p>
      </header>
      <div class="panes">
        <section class="input" aria-label="Input">
          {sides.before !== undefined && (
            <div role="tablist" aria-label="Side of the change">
              {(["before", "after"] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  role="tab"
                  aria-selected={side === one}
                  aria-controls="editor"
                  onClick={() => setSide(one)}
                >
                  {one === "before" ? "Before" : "After"}
                </button>
              ))}
            </div>
          )}
          <EditorHost
            onReady={(created) => {
              editor.current = created;
              created.show(`${opened} ${side}`, text.text);
            }}
            onChange={(changed) => setSides({ ...sides, [side]: { name: text.name, text: changed } })}
            complete={(before) => analysis.complete(before)}
          />
          <Errors name={text.name} errors={errors} onGo={(line, column) => editor.current?.goTo(line, column)} />
        </section>
        <main class={errors.length > 0 ? "outdated" : ""}>
          {results === undefined ? (
            errors.length === 0 && <p>Analyzing…</p>
          ) : (
            <>
              <SummaryView results={results} />
              <ResultsView
                results={results}
                picture={svg}
                link={(row, column) => ({
                  href: "#",
                  isSelected: cell?.row === row && cell.column === column,
                  onClick: () => setCell({ row, column }),
                })}
              />
            </>
          )}
        </main>
      </div>
      {cell !== undefined && results !== undefined && (
        <Explanation cell={cell} results={results} analysis={analysis} onClose={() => setCell(undefined)} />
      )}
    </>
  );
}

interface EditorHostProps {
  onReady: (editor: Editor) => void;
  onChange: (text: string) => void;
  complete: Analysis["complete"];
}

function EditorHost({ onReady, onChange, complete }: EditorHostProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    if (host.current !== null)
      onReady(
        createEditor(host.current, {
          label: "Values or manifests",
          onChange: (text) => changed.current(text),
          complete,
        }),
      );
  }, []);
  return <div id="editor" class="editor" ref={host} />;
}

function OpenFile({ onOpen }: { onOpen: (text: NamedText) => void }): JSX.Element {
  const read = (file: File | undefined) => void file?.text().then((text) => onOpen({ name: file.name, text }));
  useEffect(() => {
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      read(event.dataTransfer?.files[0]);
    };
    const onDragOver = (event: DragEvent) => event.preventDefault();
    // In the capture phase, so that the editor does not insert the file.
    addEventListener("drop", onDrop, true);
    addEventListener("dragover", onDragOver, true);
    return () => {
      removeEventListener("drop", onDrop, true);
      removeEventListener("dragover", onDragOver, true);
    };
  });
  return (
    <label class="button">
      Open file
      <input
        type="file"
        class="hidden"
        onChange={({ currentTarget }) => {
          read(currentTarget.files?.[0]);
          currentTarget.value = "";
        }}
      />
    </label>
  );
}

interface ErrorsProps {
  /** The name of the text in the editor. */
  name: string;
  errors: readonly string[];
  onGo: (line: number, column: number) => void;
}

/** The errors. A click on one moves the cursor to its position. */
function Errors({ name, errors, onGo }: ErrorsProps): JSX.Element {
  return (
    <div class="errors" role="alert">
      {errors.length > 0 && (
        <ul>
          {errors.map((error, i) => {
            const message = errorMessage(name, error);
            return (
              <li key={i}>
                {message === undefined ? (
                  error
                ) : (
                  <button type="button" onClick={() => onGo(message.line, message.column)}>
                    {error}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

interface ExplanationProps {
  cell: Cell;
  results: ShownResults;
  analysis: Analysis;
  onClose: () => void;
}

/** Why a cell is allowed or denied. */
function Explanation({ cell: { row, column }, results, analysis, onClose }: ExplanationProps): JSX.Element | null {
  const [explanation, setExplanation] = useState<CellExplanation>();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    let isCurrent = true;
    void analysis.explain(row, column).then((found) => isCurrent && setExplanation(found));
    return () => (isCurrent = false);
  }, [row, column, results]);
  useEffect(() => {
    const selected = document.querySelector<HTMLElement>("a[aria-current]");
    selected?.scrollIntoView({ block: "nearest", inline: "nearest" });
    panel.current?.focus();
    const close = ({ key }: KeyboardEvent) => key === "Escape" && onClose();
    addEventListener("keydown", close);
    return () => {
      removeEventListener("keydown", close);
      selected?.focus({ preventScroll: true });
    };
  }, [row, column, explanation !== undefined]);
  const { table, edgePorts } = results;
  const found = cellAt(table, row, column);
  if (found === undefined || explanation === undefined) return null;
  return (
    <aside class="why open" aria-label="Explanation" ref={panel} tabIndex={-1}>
      <button type="button" class="close" onClick={onClose}>
        Close
      </button>
      <CellExplanationView {...found} explanation={explanation} edgePorts={edgePorts} />
    </aside>
  );
}

/** The text, with another name if the other side has the same name. */
function withNameOfItsOwn(text: NamedText, sides: Sides, side: Side): NamedText {
  const other = sides[side === "after" ? "before" : "after"];
  return other?.name === text.name ? { ...text, name: `${side}-${text.name}` } : text;
}

/** Keeps the texts in the address of the page, so that they survive a reload. */
async function rememberInUrl(sides: Sides): Promise<boolean> {
  const fragment = await fragmentOf(sides);
  history.replaceState(null, "", fragment ?? "#");
  return fragment !== undefined;
}

async function copyLink(sides: Sides): Promise<string> {
  if (!(await rememberInUrl(sides))) return "The text is too long for a link.";
  try {
    await navigator.clipboard.writeText(location.href);
    return "The link is copied. It contains the text, and no server sees it.";
  } catch {
    return "Copy the address of this page. It contains the text, and no server sees it.";
  }
}

async function start(): Promise<void> {
  const [first] = examples;
  const initial = (await sidesIn(location.hash)) ?? first.sides;
  const root = document.getElementById("playground");
  if (root !== null) render(<Playground initial={initial} />, root);
}

void start();
