import type { JSX } from "preact";
import type { ConnectionDifference } from "../../analysis/compare/connectionDifference";
import { severities } from "../../analysis/check/severity";
import type { Verification } from "../../analysis/queries/verify";
import { groupConnections } from "../../analysis/text/connectionGroups";
import { cellState } from "./cellState";
import { Icon, type IconName } from "./icon";
import type { ShownResults } from "./resultsView";

/** The numbers that matter, each with a link to its details. */
export function SummaryView({ results }: { results: ShownResults }): JSX.Element {
  const { isChange, table, openings = [], change, declaration, check, notIsolated } = results;
  const states = table.cells.flat().flatMap((cell) => (cell === null ? [] : [cellState(cell, false)]));
  const allowed = states.filter((state) => state === "allowed" || state === "beyond").length;
  const unknown = states.filter((state) => state === "unknown").length;
  const worst = severities.find((severity) => check.findings.some((finding) => finding.severity === severity));
  const beyond = states.filter((state) => state === "beyond").length;
  const open = notIsolated.length + openings.filter(({ code }) => code === "component-off").length;
  const undecided = [...openings.filter(({ code }) => code === "undecided"), ...(change?.undecided ?? [])].length;
  return (
    <ul class="summary">
      {unknown > 0 ? (
        <Item to="table" tone="unknown" icon="unknown" count={unknown} label={`${cells(unknown)} not decided`} />
      ) : (
        undecided > 0 && (
          <Item
            to={isChange ? "change" : "openings"}
            tone="unknown"
            icon="unknown"
            count={undecided}
            label={`${undecided === 1 ? "question" : "questions"} not decided`}
          />
        )
      )}
      {open > 0 && (
        <Item
          to="openings"
          tone="error"
          icon="risk"
          count={open}
          label={`${open === 1 ? "component" : "components"} not isolated`}
        />
      )}
      {declaration !== undefined && declaration.verdict !== "nothing-declared" && (
        <DeclarationItem declaration={declaration} />
      )}
      {isChange && (
        <>
          <ChangeItem kind="opens" participle="opened" differences={change?.added} />
          <ChangeItem kind="closes" participle="closed" differences={change?.removed} />
        </>
      )}
      <Item to="table" tone="allowed" icon="allowed" count={allowed} label={`${cells(allowed)} allowed`} />
      <Item
        to="openings"
        tone={beyond > 0 ? "beyond" : "none"}
        icon="beyond"
        count={beyond}
        label={`${cells(beyond)} beyond the documented table`}
      />
      <Item
        to="findings"
        tone={worst ?? "none"}
        icon={worst === undefined ? "allowed" : "risk"}
        count={check.findings.length}
        label={check.findings.length === 1 ? "finding" : "findings"}
      />
    </ul>
  );
}

function cells(count: number): string {
  return count === 1 ? "cell" : "cells";
}

interface ChangeItemProps {
  kind: "opens" | "closes";
  participle: string;
  /** Undefined while they are computed. */
  differences: readonly ConnectionDifference[] | undefined;
}

function ChangeItem({ kind, participle, differences }: ChangeItemProps): JSX.Element {
  const count = differences && groupConnections(differences).length;
  const label = `${count === 1 ? "connection" : "connections"} ${participle}`;
  return <Item to="change" tone={kind} icon={kind} count={count} label={label} />;
}

function DeclarationItem({ declaration }: { declaration: Verification }): JSX.Element {
  const { verdict, unexpected, missing, pods, undecided } = declaration;
  const differences = groupConnections(unexpected).length + groupConnections(missing).length + pods.length;
  const [tone, icon, count, label] = (
    {
      holds: ["allowed", "allowed", 0, "differences from the declaration"],
      differs: [
        "error",
        "risk",
        differences,
        differences === 1 ? "difference from the declaration" : "differences from the declaration",
      ],
      unknown: ["unknown", "unknown", undecided.length, "not decided about the declaration"],
    } as const
  )[verdict];
  return <Item to="declaration" tone={tone} icon={icon} count={count} label={label} />;
}

interface ItemProps {
  /** The id of the section with the details. */
  to: string;
  tone: string;
  icon: IconName;
  /** Undefined while it is computed. */
  count: number | undefined;
  label: string;
}

function Item({ to, tone, icon, count, label }: ItemProps): JSX.Element {
  return (
    <li class={tone}>
      <a href={`#${to}`}>
        <Icon name={icon} />
        <strong>{count ?? "…"}</strong> <span>{label}</span>
      </a>
    </li>
  );
}
