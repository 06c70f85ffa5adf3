import { createHash } from "node:crypto";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { CellExplanation, Results } from "../cli/results/results";
import { style } from "./style";
import { cellAt } from "./views/cellAt";
import { CellExplanationView } from "./views/cellExplanationView";
import { IconDefinitions } from "./views/icon";
import { InputsView } from "./views/inputsView";
import { ResultsView, Section } from "./views/resultsView";
import { SummaryView } from "./views/summaryView";

/** What a report shows. */
export interface ReportContents {
  results: Results;
  explain: (row: number, column: number) => CellExplanation;
  /** The picture as SVG. */
  picture: string;
  /** The files that were read. */
  inputs: readonly { role: string; file: string; bytes: Uint8Array }[];
  version: string;
}

/** A report as one HTML file that loads nothing and contains no scripts. The same contents always give the same file. */
export function reportHtml(contents: ReportContents): string {
  return `<!doctype html>\n${renderToString(<Report contents={contents} />)}\n`;
}

/** A cell's explanation is inside the cell. It is visible while the URL's fragment names it, so a link can show it. */
function Report({ contents }: { contents: ReportContents }): JSX.Element {
  const { results, picture, inputs, version } = contents;
  const explanations = new Map<string, CellExplanation>();
  const explain = (row: number, column: number) => {
    const key = `${row} ${column}`;
    const explanation = explanations.get(key) ?? contents.explain(row, column);
    explanations.set(key, explanation);
    return explanation;
  };
  const title = `Network policies of Vald in namespace ${results.namespace}`;
  const purpose =
    results.change === undefined
      ? "Who may talk to whom, and why"
      : "What a change opens and closes, and who may talk to whom after it";
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={securityPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <IconDefinitions />
        <header>
          <h1>{title}</h1>
          <p>
            {purpose}. <span class="screen">Select a cell of the table to see the rules that decide.</span>
          </p>
          <SummaryView results={results} />
        </header>
        <main>
          <ResultsView
            results={results}
            picture={picture}
            link={(row, column) => ({
              href: `#why-${row}-${column}`,
              children: <Why results={results} row={row} column={column} explanation={explain(row, column)} />,
            })}
          >
            <Section id="inputs" title="Inputs">
              <InputsView inputs={inputs.map(({ bytes, ...input }) => ({ ...input, digest: sha256(bytes, "hex") }))} />
            </Section>
          </ResultsView>
          <Appendix results={results} explain={explain} />
        </main>
        <footer>
          <p>
            Made by vald-netpol {version}. The report holds for these inputs. It shows what the policies allow, not
            whether the cluster enforces them.
          </p>
        </footer>
      </body>
    </html>
  );
}

/** `default-src` does not cover the last two. */
const securityPolicy = `default-src 'none'; style-src 'sha256-${sha256(style, "base64")}'; base-uri 'none'; form-action 'none'`;

function sha256(data: string | Uint8Array, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(data).digest(encoding);
}

interface WhyProps {
  results: Results;
  row: number;
  column: number;
  explanation: CellExplanation;
}

function Why({ results: { table, edgePorts }, row, column, explanation }: WhyProps): JSX.Element | null {
  const found = cellAt(table, row, column);
  if (found === undefined) return null;
  // Beside the cell, not over it.
  const isOnLeft = column >= table.targets.length / 2;
  return (
    <div class={`why${isOnLeft ? " left" : ""}`} id={`why-${row}-${column}`} tabIndex={-1}>
      {/* Nothing has this id, so the page does not scroll. */}
      <a class="close" href="#closed">
        Close
      </a>
      <CellExplanationView {...found} explanation={explanation} edgePorts={edgePorts} />
    </div>
  );
}

/** On paper, no cell can be selected, so all explanations of cells that are not just denied follow the other sections. */
function Appendix({ results, explain }: { results: Results; explain: ReportContents["explain"] }): JSX.Element {
  const { table, edgePorts } = results;
  const cells = table.cells.flatMap((row, i) =>
    row.flatMap((_, j) => {
      const found = cellAt(table, i, j);
      if (found === undefined) return [];
      const { cell } = found;
      const isDenied = cell.verdict === "denied" && (cell.before ?? cell).verdict === "denied";
      return isDenied ? [] : [{ ...found, explanation: explain(i, j) }];
    }),
  );
  return (
    <section class="appendix" aria-label="Explanations">
      <h2>Why cells are allowed</h2>
      <ol>
        {cells.map((found) => (
          <li key={`${found.from} ${found.to}`}>
            <CellExplanationView {...found} edgePorts={edgePorts} />
          </li>
        ))}
      </ol>
    </section>
  );
}
