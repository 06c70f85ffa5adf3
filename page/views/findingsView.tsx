import type { JSX } from "preact";
import type { Finding } from "../../analysis/check/finding";
import { formatLocation } from "../../args/ignores";
import { displayName, formatPosition } from "../../cli/filePosition";
import { findingUrl } from "../../cli/output/findingUrl";
import type { Located, LocatedCheck } from "../../cli/output/locatedCheck";
import { Marked } from "./marked";

/** The rules that are valid but risky, and those that the values accept. */
export function FindingsView({ check: { findings, ignored } }: { check: LocatedCheck }): JSX.Element {
  return (
    <>
      {findings.length === 0 && <p>No rule is risky.</p>}
      <ul class="findings">
        {findings.map((finding, i) => (
          <FindingView key={i} finding={finding} />
        ))}
        {ignored.map((finding, i) => (
          <FindingView key={`ignored ${i}`} finding={finding} reason={finding.reason} />
        ))}
      </ul>
    </>
  );
}

function FindingView({ finding, reason }: { finding: Located; reason?: string }): JSX.Element {
  const { id, severity, message, remediation, at, file, detail, object, path } = finding;
  const position = at === undefined ? (file === undefined ? "" : displayName(file)) : formatPosition(at);
  const location = formatLocation({ path, ...(object !== undefined && { object }) });
  return (
    <li class={`finding ${reason === undefined ? severity : "ignored"}`}>
      <h3>
        <span class="badge">{reason === undefined ? severity : "accepted"}</span>{" "}
        {id === "chart-setting" ? id : <a href={findingUrl(id)}>{id}</a>}
      </h3>
      <p class="location">
        {position !== "" && <code>{position}</code>} {location !== "" && <code>{location}</code>}
        {detail !== undefined && ` (${detail})`}
      </p>
      <p>
        <Marked text={sentence(message)} />
      </p>
      <p>
        <strong>{reason === undefined ? "Remediation" : "Accepted because"}:</strong>{" "}
        <Marked text={reason ?? sentence(remediation)} />
      </p>
    </li>
  );
}

function sentence(text: Finding["message"]): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
