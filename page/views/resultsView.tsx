import type { ComponentChildren, JSX } from "preact";
import type { ConnectionResults, TableResults } from "../../cli/results/results";
import { ChangeView } from "./changeView";
import { DeclarationView } from "./declarationView";
import { FindingsView } from "./findingsView";
import { NotesView } from "./notesView";
import { OpeningsView } from "./openingsView";
import { PictureView } from "./pictureView";
import { type CellLink, ResultTableView } from "./resultTableView";

/** Results of which the second part may not be computed yet, or, if `isPending`, may be for the state before. */
export type ShownResults = TableResults & Partial<ConnectionResults> & { isPending?: boolean };

interface ResultsViewProps {
  results: ShownResults;
  /** The picture as SVG. */
  picture: string;
  link: (row: number, column: number) => CellLink;
  /** Further sections. */
  children?: ComponentChildren;
}

/** All results, each in a section. */
export function ResultsView({ results, picture, link, children }: ResultsViewProps): JSX.Element {
  const { isChange, change, declaration, table, picture: drawn, openings, isPending = false } = results;
  const { check, findingChange, notIsolated, notes } = results;
  const afterChange = isChange ? " after the change" : "";
  return (
    <>
      {isChange && (
        <Section id="change" title="Change" isPending={isPending}>
          {change === undefined ? <Pending /> : <ChangeView change={change} />}
        </Section>
      )}
      {declaration !== undefined && (
        <Section id="declaration" title="Matches the declaration?" isPending={isPending}>
          <DeclarationView declaration={declaration} />
        </Section>
      )}
      <Section id="table" title="Table">
        <ResultTableView table={table} link={link} />
      </Section>
      <Section id="picture" title="Picture" isPending={isPending}>
        {drawn === undefined ? <Pending /> : <PictureView svg={picture} edges={drawn.edges} />}
      </Section>
      <div class="details">
        <Section id="openings" title={`Beyond the documented table${afterChange}`} isPending={isPending}>
          {openings === undefined ? <Pending /> : <OpeningsView openings={openings} notIsolated={notIsolated} />}
        </Section>
        <Section id="findings" title={`Findings${afterChange}`}>
          <FindingsView check={check} change={findingChange} />
        </Section>
        <Section id="notes" title="Notes about the input">
          <NotesView notes={notes} />
        </Section>
        {children}
      </div>
    </>
  );
}

function Pending(): JSX.Element {
  return <p class="hint">Analyzing…</p>;
}

interface SectionProps {
  id: string;
  title: string;
  /** Whether the content is for the state before. Default: false. */
  isPending?: boolean;
  children: ComponentChildren;
}

export function Section({ id, title, isPending = false, children }: SectionProps): JSX.Element {
  return (
    <section id={id} aria-labelledby={`${id}-heading`} {...(isPending && { "aria-busy": true })}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {children}
    </section>
  );
}
