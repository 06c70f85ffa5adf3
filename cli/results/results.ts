import type { Direction } from "../../analysis/model/effectivePolicy";
import type { PolicyObject } from "../../analysis/model/policyObject";
import type { PortRange } from "../../analysis/model/portRange";
import type { Difference } from "../../analysis/queries/diff";
import type { ExampleExplanation } from "../../analysis/queries/cellExplainer";
import type { ExplainedRule, SideExplanation } from "../../analysis/queries/explain";
import type { Cell } from "../../analysis/queries/matrix";
import type { Opening } from "../../analysis/queries/openings";
import type { Picture } from "../../analysis/queries/picture/picture";
import type { Verification } from "../../analysis/queries/verify";
import type { ComponentPods } from "../../analysis/sets/componentPods";
import type { ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import type { NetworkPoliciesArgs } from "../../args/args";
import type { FilePosition } from "../filePosition";
import type { Note } from "../note";
import type { Located, LocatedCheck } from "../output/locatedCheck";

/** Everything that a page shows about an input, as data. If two sides are compared, it is about the state after the change. */
export type Results = TableResults & ConnectionResults;

/** The part of the results that is computed fast. */
export interface TableResults {
  namespace: string;
  /** Whether two sides are compared. */
  isChange: boolean;
  table: ResultTable;
  check: LocatedCheck;
  /** Present if two sides are compared. */
  findingChange?: FindingChange;
  /** Deployed components that no policy isolates in these directions. */
  notIsolated: { component: ComponentPods["component"]; directions: Direction[] }[];
  notes: Note[];
  /** The setting of the args, which describes where rules come from. */
  edgePorts: NetworkPoliciesArgs["edgePorts"];
}

/** The part of the results that takes seconds for hundreds of policies. */
export interface ConnectionResults {
  /** The picture of the policies, or of the change. */
  picture: Picture;
  openings: Opening[];
  /** Present if two sides are compared. */
  change?: Difference;
  /** Present if the policies are those of manifests or a preview, and values declare what they should allow. */
  declaration?: Declaration;
}

/** The findings that a change adds, and those that it removes. */
export interface FindingChange {
  /** Whether each finding after the change is new. */
  isNew: boolean[];
  gone: Located[];
}

/** The result of `verify`, unless the values declare no policies. */
export type Declaration = Verification | { verdict: "nothing-declared" };

/** A `Matrix` with more about each cell. */
export interface ResultTable {
  sources: ResultEndpoint[];
  targets: ResultEndpoint[];
  cells: (ResultCell | null)[][];
  unevaluated: PolicyObject[];
}

export interface ResultCell extends Cell {
  /** The ports that the documented policies do not open. */
  beyond: PortRange[];
  /** The cell before the change, if two sides are compared. */
  before?: Cell;
}

/** The explanation of a cell. Undefined for a side where the row or the column has no peers. */
export interface CellExplanation {
  after: LocatedExplanation | undefined;
  /** Present if two sides are compared. */
  before?: LocatedExplanation | undefined;
}

/** An explanation whose rules have positions. */
export interface LocatedExplanation extends Omit<ExampleExplanation, "egress" | "ingress"> {
  egress: LocatedSide;
  ingress: LocatedSide;
}

export interface LocatedSide extends Omit<SideExplanation, "rules"> {
  rules: LocatedRule[];
}

/** A rule with its position in a manifest, or the position of its origin in the values. */
export interface LocatedRule extends ExplainedRule {
  at?: FilePosition;
}
