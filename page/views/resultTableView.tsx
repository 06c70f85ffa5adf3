import { type ComponentChildren, Fragment, type JSX } from "preact";
import { policyObjectText } from "../../analysis/model/policyObject";
import { endpointKey } from "../../analysis/sets/resultEndpoint";
import { endpointLines, endpointText } from "../../analysis/text/endpointText";
import { listText } from "../../analysis/text/listText";
import type { ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import type { ResultCell, ResultTable } from "../../cli/results/results";
import { type CellChange, cellChange, type CellState, cellState, cellText, shortPorts } from "./cellState";
import { Icon } from "./icon";

/** The link of a cell. */
export interface CellLink {
  href: string;
  /** Called instead of following the link. */
  onClick?: () => void;
  isSelected?: boolean;
  /** What the cell contains beside the link. */
  children?: ComponentChildren;
}

interface ResultTableProps {
  table: ResultTable;
  link: (row: number, column: number) => CellLink;
}

const meanings: Record<Exclude<CellState, "itself">, string> = {
  allowed: "allowed",
  beyond: "allowed beyond the documented table",
  denied: "denied",
  unknown: "depends on unknown facts or policies",
};

const changeMeanings: Record<CellChange, string> = {
  opens: "opens ports",
  closes: "closes ports",
  changes: "changes ports",
};

/** A table with more columns is too wide for a page of paper in portrait format. */
const maxNarrowColumns = 12;

/** Who may talk to whom, in the layout of Vald's documentation. */
export function ResultTableView({ table, link }: ResultTableProps): JSX.Element {
  const { sources, targets, cells } = table;
  const columns = targets.map(endpointKey);
  return (
    <>
      <div class={`table-frame${targets.length > maxNarrowColumns ? " wide" : ""}`}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">from / to</th>
              {targets.map((target) => (
                <th key={endpointKey(target)} scope="col" class={target.kind}>
                  <Heading endpoint={target} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((source, i) => (
              <tr key={endpointKey(source)}>
                <th scope="row">
                  <Heading endpoint={source} />
                </th>
                {targets.map((target, j) => {
                  const cell = cells[i]?.[j] ?? null;
                  if (cell === null) return <td key={columns[j]} class="outside" />;
                  return (
                    <CellView
                      key={columns[j]}
                      cell={cell}
                      isSameEndpoint={endpointKey(source) === columns[j]}
                      title={`${endpointText(source)} to ${endpointText(target)}`}
                      id={`cell-${i}-${j}`}
                      {...link(i, j)}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend table={table} />
      {table.unevaluated.length > 0 && (
        <p class="hint">
          {`Cells that are not decided depend on ${listText(table.unevaluated.map(policyObjectText))}, which vald-netpol does not evaluate.`}
        </p>
      )}
    </>
  );
}

function Heading({ endpoint }: { endpoint: ResultEndpoint }): JSX.Element {
  const lines = endpointLines(endpoint);
  return (
    <div class="heading">
      {lines.map((line, i) => (
        <span key={i} class="line">
          {i > 0 && " "}
          <Breakable text={line} />
        </span>
      ))}
    </div>
  );
}

/** A long text that may be broken after the separators in labels and addresses. */
function Breakable({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split(/(?<=[a-z][/=,])/).map((part, i) => (
        <Fragment key={i}>
          {i > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}

interface CellProps extends CellLink {
  cell: ResultCell;
  isSameEndpoint: boolean;
  title: string;
  id: string;
}

function CellView({ cell, isSameEndpoint, title, id, href, onClick, isSelected, children }: CellProps): JSX.Element {
  const state = cellState(cell, isSameEndpoint);
  const change = cellChange(cell);
  const ports = shortPorts(cell);
  const label = [
    `${title}: ${cellText(cell)}`,
    ...(state === "beyond" ? ["beyond the documented table"] : []),
    ...(change !== undefined && cell.before !== undefined ? [`${change}; before: ${cellText(cell.before)}`] : []),
  ].join(", ");
  return (
    <td id={id} class={[state, ...(change === undefined ? [] : ["changed", change])].join(" ")}>
      {children}
      <a
        href={href}
        aria-label={label}
        {...(isSelected === true && { "aria-current": true })}
        {...(onClick !== undefined && {
          onClick: (event: Event) => {
            event.preventDefault();
            onClick();
          },
        })}
      >
        {change !== undefined && <Icon name={change} />}
        <Icon name={state} />
        {ports !== "" && (
          <span class="ports">
            {ports.split(/(?<=,) /).map((range, i) => (
              <Fragment key={i}>
                {i > 0 && " "}
                <span class="range">{range}</span>
              </Fragment>
            ))}
          </span>
        )}
      </a>
    </td>
  );
}

function Legend({ table: { sources, targets, cells: rows } }: { table: ResultTable }): JSX.Element {
  const cells = rows.flat().filter((cell) => cell !== null);
  const hasItself = sources.some((source, i) =>
    targets.some((target, j) => endpointKey(source) === endpointKey(target) && rows[i]?.[j]?.verdict === "denied"),
  );
  const states = new Set(cells.map((cell) => cellState(cell, false)));
  const changes = new Set(cells.map(cellChange));
  const shown = (["allowed", "beyond", "denied", "unknown"] as const).filter((state) => states.has(state));
  const shownChanges = (["opens", "closes", "changes"] as const).filter((change) => changes.has(change));
  return (
    <ul class="legend">
      {shown.map((state) => (
        <li key={state} class={state}>
          <Icon name={state} /> {meanings[state]}
        </li>
      ))}
      {hasItself && (
        <li class="itself">
          <Icon name="itself" /> a component and itself: denied
        </li>
      )}
      {rows.flat().includes(null) && (
        <li>
          <span class="outside icon" /> not about Vald
        </li>
      )}
      {shownChanges.map((change) => (
        <li key={change} class={`changed ${change}`}>
          <Icon name={change} /> {changeMeanings[change]}
        </li>
      ))}
    </ul>
  );
}
