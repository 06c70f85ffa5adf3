import type { JSX } from "preact";
import type { Opening } from "../../analysis/queries/openings";
import { openingText } from "../../analysis/text/openingText";
import { ConnectionList } from "./connectionList";
import { Marked } from "./marked";

/** What the policies open beyond the documented table. */
export function OpeningsView({ openings }: { openings: readonly Opening[] }): JSX.Element {
  if (openings.length === 0) return <p>The policies open nothing beyond the documented table.</p>;
  const connections = openings.flatMap((opening) => (opening.code === "connection" ? [opening] : []));
  const others = openings.filter(({ code }) => code !== "connection");
  const dependsOnPolicies = openings.some(
    (opening) => opening.code === "undecided" && opening.reason.code === "policies-not-evaluated",
  );
  return (
    <>
      {dependsOnPolicies && connections.length > 0 && (
        <p>If the policies that are not evaluated change nothing, the policies open these connections:</p>
      )}
      {connections.length > 0 && <ConnectionList connections={connections} />}
      {others.length > 0 && (
        <ul>
          {others.map((opening) => (
            <li key={openingText(opening)}>
              <Marked text={openingText(opening)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
