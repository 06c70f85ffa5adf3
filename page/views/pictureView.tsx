import type { JSX } from "preact";
import type { PictureEdge } from "../../analysis/queries/picture/picture";
import type { ArrowKind } from "../../cli/output/drawing";
import { edgesByState } from "../../cli/output/pictureDescription";
import { ConnectionList } from "./connectionList";
import type { IconName } from "./icon";

const icons: Record<ArrowKind | "unknown", IconName> = {
  graph: "allowed",
  added: "beyond",
  kept: "allowed",
  opens: "opens",
  closes: "closes",
  unknown: "unknown",
};

/** A picture of this width, in points, is readable if it is as wide as a page on an ordinary screen. */
const maxReadableWidth = 900;

/** The picture, which Graphviz drew, and the same connections as text. A wide picture is as wide as the page, and can be enlarged. */
export function PictureView({ svg, edges }: { svg: string; edges: readonly PictureEdge[] }): JSX.Element {
  const isWide = Number(/ width="(\d+)pt"/.exec(svg)?.[1]) > maxReadableWidth;
  return (
    <>
      {isWide && (
        <label>
          <input type="checkbox" id="enlarge" /> Enlarge
        </label>
      )}
      <div
        class={`picture${isWide ? " wide-picture" : ""}`}
        role="group"
        aria-label="Picture"
        tabIndex={0}
        // In HTML, there is no XML declaration.
        dangerouslySetInnerHTML={{ __html: svg.slice(svg.indexOf("<svg")) }}
      />
      <details>
        <summary>
          <h3>The same as text</h3>
        </summary>
        {edgesByState(edges).map(({ kind, meaning, edges: some }) => (
          <ConnectionList key={meaning} connections={some} state={{ icon: icons[kind], text: meaning }} />
        ))}
      </details>
    </>
  );
}
