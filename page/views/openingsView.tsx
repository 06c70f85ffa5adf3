import type { JSX } from "preact";
import type { Opening } from "../../analysis/queries/openings";
import { componentTitle } from "../../analysis/text/componentTitle";
import { listText } from "../../analysis/text/listText";
import { openingText } from "../../analysis/text/openingText";
import type { Results } from "../../cli/results/results";
import { ConnectionList } from "./connectionList";
import { TextList } from "./textList";

type OpeningsProps = { openings: readonly Opening[] } & Pick<Results, "notIsolated">;

/** What the policies open beyond the documented table. */
export function OpeningsView({ openings, notIsolated }: OpeningsProps): JSX.Element {
  if (openings.length + notIsolated.length === 0) return <p>The policies open nothing beyond the documented table.</p>;
  const connections = openings.flatMap((opening) => (opening.code === "connection" ? [opening] : []));
  const others = openings.filter(({ code }) => code !== "connection");
  const dependsOnPolicies = openings.some(
    (opening) => opening.code === "undecided" && opening.reason.code === "policies-not-evaluated",
  );
  return (
    <>
      {notIsolated.length > 0 && (
        <ul class="not-isolated">
          {notIsolated.map(({ component, directions }) => (
            <li key={component}>{`No policy isolates ${componentTitle(component)} for ${listText(directions)}.`}</li>
          ))}
        </ul>
      )}
      {dependsOnPolicies && connections.length > 0 && (
        <p>If the policies that are not evaluated change nothing, the policies open these connections:</p>
      )}
      {connections.length > 0 && <ConnectionList connections={connections} />}
      {others.length > 0 && <TextList texts={others.map(openingText)} />}
    </>
  );
}
