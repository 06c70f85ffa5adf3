import { checkIn } from "../../analysis/check/check";
import type { Direction } from "../../analysis/model/effectivePolicy";
import { openDirections } from "../../analysis/model/matching";
import { uniqueByValue } from "../../analysis/model/uniqueByValue";
import { cellExplainer, type ExampleExplanation } from "../../analysis/queries/cellExplainer";
import { type AnalysisContext, contextOf } from "../../analysis/queries/analysisContext";
import { comparison, diffOf } from "../../analysis/queries/diff";
import type { SideExplanation } from "../../analysis/queries/explain";
import { type Table, tableOf } from "../../analysis/queries/matrix";
import { openingsIn } from "../../analysis/queries/openings";
import { pictureOfComparison } from "../../analysis/queries/picture/pictureOfChange";
import { pictureOfTable } from "../../analysis/queries/picture/pictureOfPolicies";
import { cellFinder, type TableBeyond, tableBeyond } from "../../analysis/queries/tableBeyond";
import { NoPoliciesDeclaredError, verifyIn } from "../../analysis/queries/verify";
import type { ComponentPods } from "../../analysis/sets/componentPods";
import { endpointKey, type ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import type { Cni } from "../../args/cni";
import { cronJobNotes } from "../input/cronJobNotes";
import type { FileInput } from "../input/readInput";
import type { Note } from "../note";
import type { LocatedCheck } from "../output/locatedCheck";
import { findingChange } from "./findingChange";
import { locateFindings } from "./locateFindings";
import type {
  CellExplanation,
  ConnectionResults,
  LocatedExplanation,
  LocatedSide,
  ResultTable,
  TableResults,
} from "./results";
import { ruleLocator } from "./ruleLocator";

/** The results. The functions take time: for each explanation, and for the second part of the results. */
export interface ExplainedResults {
  results: TableResults;
  connections: () => ConnectionResults;
  /** Explains a cell of the table. */
  explain: (row: number, column: number) => CellExplanation;
}

interface ResultsOptions {
  /** The cluster's network plugin. Default: `args.cni`. */
  cni?: Cni | undefined;
}

/** The results for one input. */
export function resultsOf(input: FileInput, options: ResultsOptions = {}): ExplainedResults {
  const { context } = input;
  const table = tableBeyond(context, context.components);
  const explainAfter = sideExplainer(input, context.components, table);
  return {
    results: {
      ...commonResults(input, options),
      isChange: false,
      table: resultTable(table, undefined),
      notes: [...input.notes, ...namespaceNotes([input]), ...cronJobNotes(context)],
    },
    connections: () => ({
      picture: pictureOfTable(context, table),
      openings: openingsIn(context),
      ...declarationIn(input),
    }),
    explain: (row, column) => ({ after: explainAfter(row, column) }),
  };
}

/** The results for both sides of a change. The table has the rows and columns of both sides. */
export function resultsOfChange(before: FileInput, after: FileInput, options: ResultsOptions = {}): ExplainedResults {
  const both = comparison(before.context, after.context);
  const { components } = both;
  const headings = tableOf([before.context], components, tableOf([after.context], components));
  const table = tableBeyond(after.context, components, headings);
  const tableBefore = tableOf([before.context], components, table);
  const explainAfter = sideExplainer(after, components, table);
  const common = commonResults(after, options);
  const explainBefore = sideExplainer(before, components, tableBefore);
  const [rowsBefore, columnsBefore] = [tableBefore.matrix.sources, tableBefore.matrix.targets].map((headings) =>
    headings.map(endpointKey),
  );
  const indexBefore = (keys: readonly string[] = [], heading: ResultEndpoint | undefined) =>
    heading === undefined ? -1 : keys.indexOf(endpointKey(heading));
  return {
    results: {
      ...common,
      isChange: true,
      table: resultTable(table, tableBefore),
      findingChange: findingChange(locatedCheck(before, options).findings, common.check.findings),
      notes: uniqueByValue([...before.notes, ...after.notes, ...namespaceNotes([before, after])]),
    },
    connections: () => ({
      picture: pictureOfComparison(both),
      openings: openingsIn(after.context),
      change: diffOf(both),
    }),
    explain: (row, column) => ({
      before: explainBefore(
        indexBefore(rowsBefore, table.matrix.sources[row]),
        indexBefore(columnsBefore, table.matrix.targets[column]),
      ),
      after: explainAfter(row, column),
    }),
  };
}

function commonResults(
  input: FileInput,
  options: ResultsOptions,
): Pick<TableResults, "namespace" | "check" | "notIsolated" | "edgePorts"> {
  const { context } = input;
  return {
    namespace: context.resolved.namespace,
    check: locatedCheck(input, options),
    notIsolated: notIsolated(context),
    edgePorts: context.resolved.args.edgePorts,
  };
}

function locatedCheck(input: FileInput, { cni }: ResultsOptions): LocatedCheck {
  const { findings, ignored } = checkIn(input.context, { cni, chart: input.values.chart });
  return { findings: locateFindings(findings, input), ignored: locateFindings(ignored, input) };
}

function notIsolated({ components, effectivePolicies }: AnalysisContext): TableResults["notIsolated"] {
  return components.flatMap(({ component, pod }) => {
    const open = openDirections(effectivePolicies, pod);
    return open.length === 0 ? [] : [{ component, directions: open }];
  });
}

/** A note if nothing in the input says in which namespace Vald runs. For manifests, there are notes about it already. */
function namespaceNotes(inputs: readonly FileInput[]): Note[] {
  const isAssumed = inputs.every(
    ({ context, values }) => context.policies === undefined && values.resolved.args.namespace === undefined,
  );
  return isAssumed ? [{ code: "namespace-assumed", namespace: "default" }] : [];
}

/** Whether policies that are not those of the values allow what the values declare. */
function declarationIn({ context, values }: FileInput): Pick<ConnectionResults, "declaration"> {
  if (context.policies === undefined || values.files.length === 0) return {};
  try {
    return { declaration: verifyIn(contextOf(values.resolved, context)) };
  } catch (error) {
    if (!(error instanceof NoPoliciesDeclaredError)) throw error;
    return { declaration: { verdict: "nothing-declared" } };
  }
}

function resultTable({ matrix, portsIn }: TableBeyond, before: Table | undefined): ResultTable {
  const cellBefore = before && cellFinder(before.matrix);
  return {
    ...matrix,
    cells: matrix.cells.map((row, i) =>
      row.map((cell, j) => {
        const [from, to] = [matrix.sources[i], matrix.targets[j]];
        if (cell === null || from === undefined || to === undefined) return null;
        const { beyond } = portsIn(i, j);
        const earlier = cellBefore?.(from, to);
        return { ...cell, beyond, ...(earlier !== undefined && { before: earlier }) };
      }),
    ),
  };
}

function sideExplainer(
  input: FileInput,
  components: readonly ComponentPods[],
  { exampleFinder }: Table,
): (row: number, column: number) => LocatedExplanation | undefined {
  const explain = cellExplainer(input.context, components, exampleFinder);
  const locate = ruleLocator(input);
  const locatedSide = (direction: Direction, { rules, ...side }: SideExplanation): LocatedSide => ({
    ...side,
    rules: rules.map((rule) => {
      const at = locate(direction, rule);
      return at === undefined ? rule : { ...rule, at };
    }),
  });
  const located = ({ egress, ingress, ...explanation }: ExampleExplanation): LocatedExplanation => ({
    ...explanation,
    egress: locatedSide("egress", egress),
    ingress: locatedSide("ingress", ingress),
  });
  return (row, column) => {
    const explanation = explain(row, column);
    return explanation && located(explanation);
  };
}
