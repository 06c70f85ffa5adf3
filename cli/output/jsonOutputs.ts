import type { Finding } from "../../analysis/check/finding";
import type { ClassConnection, PodMatrix } from "../../analysis/allPairs/podMatrix";
import type { Difference } from "../../analysis/queries/diff";
import type { ExplainedRule, Explanation, SideExplanation } from "../../analysis/queries/explain";
import type { Cell } from "../../analysis/queries/matrix";
import type { Picture } from "../../analysis/queries/picture/picture";
import type { BackendGroup } from "../../analysis/queries/services/backendGroups";
import type { ServiceExplanation, ServiceTranslation } from "../../analysis/queries/services/explainService";
import type { Verification } from "../../analysis/queries/verify";
import type { ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import type { NetworkPolicy } from "../../kubernetes/networkPolicy";

/*
 * What the commands print with `-o json`. `npm run generate` writes a JSON Schema for each `...Output`, with the doc comments as
 * descriptions, to cli/output/schemas/.
 */

/** What `vald-netpol check -o json` prints. */
export interface CheckOutput {
  /** Sorted by severity, most serious first, and then by position. */
  findings: FindingRecord[];
  /** Findings that `ignore` in the values suppresses. */
  ignored: IgnoredFindingRecord[];
}

/** A finding with its position. */
export interface FindingRecord extends Finding {
  /** The position in a file, such as `values.yaml:3:5`. Absent if the finding is not in a file. */
  at?: string;
}

/** A finding that `ignore` in the values suppresses. */
export interface IgnoredFindingRecord extends FindingRecord {
  /** The reason in the values. */
  reason: string;
}

/** What `vald-netpol diff -o json` prints. */
export type DiffOutput = Difference;

/** What `vald-netpol explain -o json` prints: for a Service as the target, an answer for each of its ports and backends. */
export type ExplainOutput = ExplanationRecord | ServiceExplanationRecord;

/** An explanation with the positions of rules. */
export interface ExplanationRecord extends Omit<Explanation, "egress" | "ingress">, SideRecords {}

/** The verdicts for the source's egress and for the target's ingress. */
export interface SideRecords {
  egress: SideRecord;
  ingress: SideRecord;
}

/** The verdict for one end, and the policies and rules that decide. */
export interface SideRecord extends Omit<SideExplanation, "rules"> {
  /** The rules that allow the connection, or, if the verdict is not `allowed`, may allow it. */
  rules: RuleRecord[];
}

/** A rule that decides, with its position. */
export interface RuleRecord extends ExplainedRule {
  /** The position of the rule's origin in a values file, such as `values.yaml:3:5`. Absent if values do not contain the origin. */
  at?: string;
}

/** An explanation for a Service with the positions of rules. */
export interface ServiceExplanationRecord extends Omit<ServiceExplanation, "translations"> {
  /** One entry for each port of the Service that the question is about. */
  translations: TranslationRecord[];
}

/** One port of a Service, with everything behind it, and the positions of rules. */
export interface TranslationRecord extends Omit<ServiceTranslation, "groups"> {
  /** Backends that policies treat alike are together. */
  groups: BackendGroupRecord[];
}

/** Backends for which the answer and the rules that decide are the same, with the positions of rules. */
export interface BackendGroupRecord extends Omit<BackendGroup, "egress" | "ingress">, SideRecords {}

/** What `vald-netpol graph -o json` prints. */
export type GraphOutput = Picture;

/** What `vald-netpol matrix -o json` prints: the cells of the table that Vald's policies determine, row by row. */
export type MatrixOutput = MatrixRecord[];

/** A cell of the table. */
export interface MatrixRecord extends Cell {
  from: ResultEndpoint;
  to: ResultEndpoint;
}

/** What `vald-netpol matrix --pods -o json` prints. */
export interface MatrixPodsOutput extends Pick<
  PodMatrix,
  "sources" | "targets" | "pairs" | "unknownPairs" | "unevaluated"
> {
  /** Sorted by source and then by target. */
  connections: PodConnectionRecord[];
}

/** The connections from each pod of one class to each other pod of another class. */
export interface PodConnectionRecord extends Omit<ClassConnection, "from" | "to"> {
  /** The name of a class in `sources`. */
  from: string;
  /** The name of a class in `targets`. */
  to: string;
}

/** What `vald-netpol render -o json` prints: a list that kubectl can apply. `-o yaml` prints the items as documents. */
export interface RenderOutput {
  apiVersion: "v1";
  kind: "List";
  items: readonly NetworkPolicy[];
}

/** What `vald-netpol verify -o json` prints. */
export type VerifyOutput = Verification;
