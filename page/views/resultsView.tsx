import type { ComponentChildren, JSX } from "preact";
import type { Results } from "../../cli/results/results";
import { ChangeView } from "./changeView";
import { DeclarationView } from "./declarationView";
import { FindingsView } from "./findingsView";
import { NotesView } from "./notesView";
import { OpeningsView } from "./openingsView";
import { PictureView } from "./pictureView";
import { type CellLink, ResultTableView } from "./resultTableView";

interface ResultsViewProps {
  results: Results;
  /** The picture as SVG. */
  picture: string;
  link: CellLink;
  /** Further sections. */
  children?: ComponentChildren;
}

/** All results, each in a section. */
export function ResultsView({ results, picture, link, children }: ResultsViewProps): JSX.Element {
  const {
    change,
    declaration,
    table,
    picture: { edges },
    openings,
    check,
    findingChange,
    notIsolated,
    notes,
  } = results;
  const afterChange = change === undefined ? "" : " after the change";
  return (
    <>
      {change !== undefined && (
        <Section id="change" title="Change">
          <ChangeView change={change} />
        </Section>
      )}
      {declaration !== undefined && (
        <Section id="declaration" title="Matches the declaration?">
          <DeclarationView declaration={declaration} />
        </Section>
      )}
      <Section id="table" title="Table">
        <ResultTableView table={table} link={link} />
      </Section>
      <Section id="picture" title="Picture">
        <PictureView svg={picture} edges={edges} />
      </Section>
      <div class="details">
        <Section id="openings" title={`Beyond the documented table${afterChange}`}>
          <OpeningsView openings={openings} notIsolated={notIsolated} />
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

export function Section({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {children}
    </section>
  );
}
