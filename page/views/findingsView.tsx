import type { JSX } from "preact";
import { groupBy } from "../../analysis/model/groupBy";
import { sentence } from "../../analysis/text/sentence";
import { formatLocation } from "../../args/ignores";
import { displayName, formatPosition } from "../../cli/filePosition";
import { findingUrl } from "../../cli/output/findingUrl";
import type { Located, LocatedCheck } from "../../cli/output/locatedCheck";
import type { FindingChange } from "../../cli/results/results";
import { Marked } from "./marked";

interface FindingsProps {
  check: LocatedCheck;
  /** Present if two sides are compared. */
  change?: FindingChange | undefined;
}

/** Findings that are shown alike. */
interface Card {
  findings: [Located, ...Located[]];
  /** `gone`: only before a change. */
  state?: "new" | "gone";
  /** Why the values accept the findings. */
  reason?: string;
}

/** The rules that are valid but risky, and those that the values accept. Findings that say the same share a card. */
export function FindingsView({ check: { findings, ignored }, change }: FindingsProps): JSX.Element {
  const cards = groupAlike([
    ...findings.map((finding, i): Card => ({
      findings: [finding],
      ...(change?.isNew[i] === true && { state: "new" }),
    })),
    ...(change?.gone ?? []).map((finding): Card => ({ findings: [finding], state: "gone" })),
    ...ignored.map((finding): Card => ({ findings: [finding], reason: finding.reason })),
  ]);
  return (
    <>
      {findings.length === 0 && <p>No rule is risky.</p>}
      <ul class="findings">
        {cards.map((card, i) => (
          <CardView key={i} card={card} />
        ))}
      </ul>
    </>
  );
}

function groupAlike(cards: readonly Card[]): Card[] {
  const groups = groupBy(cards, ({ findings: [{ id, severity, message, remediation }], state, reason }) => [
    JSON.stringify([id, severity, message, remediation, state, reason]),
  ]);
  return [...groups.values()].map(([first, ...others]) => ({
    ...first,
    findings: [...first.findings, ...others.flatMap(({ findings }) => findings)],
  }));
}

function CardView({ card: { findings, state, reason } }: { card: Card }): JSX.Element {
  const [{ id, severity, message, remediation }] = findings;
  return (
    <li class={`finding ${reason !== undefined || state === "gone" ? "ignored" : severity}`}>
      <h3>
        <span class="badge">{reason === undefined ? severity : "accepted"}</span>{" "}
        {state !== undefined && <span class="badge">{state}</span>}{" "}
        {id === "chart-setting" ? id : <a href={findingUrl(id)}>{id}</a>}
      </h3>
      {findings.map((one, i) => (
        <Place key={i} finding={one} />
      ))}
      <p>
        <Marked text={sentence(message)} />
      </p>
      {state !== "gone" && (
        <p>
          <strong>{reason === undefined ? "Remediation" : "Accepted because"}:</strong>{" "}
          <Marked text={reason ?? sentence(remediation)} />
        </p>
      )}
    </li>
  );
}

function Place({ finding: { at, file, detail, object, path } }: { finding: Located }): JSX.Element {
  const position = at === undefined ? (file === undefined ? "" : displayName(file)) : formatPosition(at);
  const location = formatLocation({ path, ...(object !== undefined && { object }) });
  return (
    <p class="location">
      {position !== "" && <code>{position}</code>} {location !== "" && <code>{location}</code>}
      {detail !== undefined && ` (${detail})`}
    </p>
  );
}
