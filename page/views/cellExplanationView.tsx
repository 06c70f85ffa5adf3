import type { JSX } from "preact";
import type { QuestionEndpoint } from "../../analysis/queries/explain";
import { componentTitle } from "../../analysis/text/componentTitle";
import { endpointText } from "../../analysis/text/endpointText";
import { labelsText } from "../../analysis/text/labelsText";
import { listText } from "../../analysis/text/listText";
import { portsText } from "../../analysis/text/portsText";
import type { Cell } from "../../analysis/queries/matrix";
import { formatPosition } from "../../cli/filePosition";
import { endpointNoteText } from "../../cli/output/endpointNoteText";
import { unknownLines } from "../../cli/output/explanationText";
import { originText } from "../../cli/output/originText";
import type {
  CellExplanation,
  LocatedExplanation,
  LocatedRule,
  LocatedSide,
  ResultCell,
  Results,
} from "../../cli/results/results";
import { Arrow } from "./arrow";
import { cellState, cellText } from "./cellState";
import { Icon } from "./icon";
import { Marked } from "./marked";

interface CellExplanationProps {
  cell: ResultCell;
  /** The names of the row and the column. */
  from: string;
  to: string;
  explanation: CellExplanation;
  edgePorts: Results["edgePorts"];
}

/** Why a cell is allowed or denied. */
export function CellExplanationView({ cell, from, to, explanation, edgePorts }: CellExplanationProps): JSX.Element {
  const { after, before } = explanation;
  const hasChanged = cell.before !== undefined && cellText(cell.before) !== cellText(cell);
  return (
    <>
      <h3>
        {from} <Arrow /> {to}
      </h3>
      <Verdict cell={cell} />
      <Sides explanation={after} edgePorts={edgePorts} />
      {hasChanged && cell.before !== undefined && (
        <>
          <h3 class="before">Before the change</h3>
          <Verdict cell={{ ...cell.before, beyond: [] }} />
          <Sides explanation={before} edgePorts={edgePorts} />
        </>
      )}
    </>
  );
}

function Verdict({ cell }: { cell: Cell & Pick<ResultCell, "beyond"> }): JSX.Element {
  const state = cellState(cell, false);
  return (
    <p class={`verdict ${state}`}>
      <Icon name={state} /> {cellText(cell)}
      {state === "beyond" && ", beyond the documented table"}
    </p>
  );
}

type SidesProps = { explanation: LocatedExplanation | undefined; edgePorts: Results["edgePorts"] };

function Sides({ explanation, edgePorts }: SidesProps): JSX.Element {
  if (explanation === undefined) return <p>There are no such peers.</p>;
  const { egress, ingress } = explanation;
  const [source, target] = [endText(explanation.from), endText(explanation.to)];
  const example = explanation.from.kind === "peer" ? source : explanation.to.kind === "peer" ? target : undefined;
  return (
    <>
      {example !== undefined && (
        <p class="hint">
          Example: {example}
          {namespaceLabelsText(explanation)}
        </p>
      )}
      {explanation.assumesNoBlock && (
        <p class="hint">
          This holds for pods without an address in the CIDR blocks of rules. For others, more may be allowed.
        </p>
      )}
      <Side end={explanation.from} direction="egress" side={egress} edgePorts={edgePorts} />
      <Side end={explanation.to} direction="ingress" side={ingress} edgePorts={edgePorts} />
      {[
        ...explanation.endpointNotes.map((note) => endpointNoteText(note)),
        ...unknownLines(explanation.unknownFacts),
      ].map((line) => (
        <p key={line} class="hint">
          {line.trim()}
        </p>
      ))}
    </>
  );
}

/** ` labeled team=a`: what the answer assumes about the namespace of the example. */
function namespaceLabelsText({ namespaceLabels }: LocatedExplanation): string {
  if (namespaceLabels === undefined) return "";
  const labels = labelsText(namespaceLabels);
  return labels === "" ? " without labels of its own" : ` labeled ${labels}`;
}

/** `lb gateway`, `a pod with app=web in namespace shop` */
function endText(end: QuestionEndpoint): string {
  if (end.kind === "component") return componentTitle(end.component);
  if ("address" in end.peer) return `${end.peer.address} outside the cluster`;
  const labels = labelsText(end.peer.labels);
  return `a pod ${labels === "" ? "without labels" : `with ${labels}`} in namespace ${end.peer.namespace}`;
}

interface SideProps {
  end: QuestionEndpoint;
  direction: "ingress" | "egress";
  side: LocatedSide;
  edgePorts: Results["edgePorts"];
}

/** The verdict for one end, and the rules that decide. */
function Side({ end, direction, side, edgePorts }: SideProps): JSX.Element {
  const { verdict, policies, rules } = side;
  const pod = endText(end);
  const isOutside = end.kind === "peer" && "address" in end.peer;
  return (
    <section class={`side ${verdict}`}>
      <h4>
        <Icon name={verdict} /> {direction === "egress" ? "Egress" : "Ingress"} of {pod}: {verdict}
      </h4>
      {rules.length > 0 ? (
        <ul>
          {rules.map((rule) => (
            <RuleView key={`${rule.policy} ${rule.index}`} rule={rule} direction={direction} edgePorts={edgePorts} />
          ))}
        </ul>
      ) : (
        <p>{isOutside ? "Policies apply only to pods." : reasonWithoutRules(verdict, pod, policies)}</p>
      )}
    </section>
  );
}

function reasonWithoutRules(verdict: LocatedSide["verdict"], pod: string, policies: readonly string[]): string {
  const mayDiffer = verdict === "unknown";
  if (policies.length === 0)
    return mayDiffer
      ? `No policy that is evaluated isolates ${pod}, but a policy that is not evaluated may deny the connection.`
      : `No policy isolates ${pod}.`;
  return `No rule in ${listText(policies, "or")} allows the connection${mayDiffer ? ", but a policy that is not evaluated may" : ""}.`;
}

type RuleProps = { rule: LocatedRule; direction: "ingress" | "egress"; edgePorts: Results["edgePorts"] };

function RuleView({ rule, direction, edgePorts }: RuleProps): JSX.Element {
  const { policy, index, peers, ports, origin, at } = rule;
  const source =
    origin === undefined ? (at === undefined ? "" : formatPosition(at)) : originText(origin, at, edgePorts);
  return (
    <li>
      <code>
        {policy} {direction}[{index}]
      </code>
      <span>
        {peers.map(endpointText).join(" or ")}, {portsText(ports)}
      </span>
      {source !== "" && (
        <small>
          <Marked text={source} />
        </small>
      )}
    </li>
  );
}
