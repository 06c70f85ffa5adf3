/** The pure half of the package: plain data in, plain data out, and no Pulumi. */
export { check, type CheckGiven } from "./analysis/check/check";
export type { Checked } from "./analysis/check/checked";
export { type Finding, findingText } from "./analysis/check/finding";
export { type FindingKind, findingKinds, type Severity } from "./analysis/check/kinds";
export { diff, type Difference } from "./analysis/diff";
export {
  type Connection,
  evaluate,
  type Evaluation,
  type RuleReference,
  type SideEvaluation,
  type Verdict,
} from "./analysis/evaluate";
export { explain, type ExplainedRule, type Explanation, type Question, type SideExplanation } from "./analysis/explain";
export type { Given } from "./analysis/given";
export { NamespaceError } from "./analysis/inNamespace";
export { type Cell, matrix, type Matrix } from "./analysis/matrix";
export { opens } from "./analysis/opens";
export type { OpenConnection } from "./analysis/regions/openConnection";
export { type Address, type ContainerPort, type Party, type Pod } from "./analysis/party";
export { type PodClass, podMatrix, type PodMatrix } from "./analysis/pods/podMatrix";
export type { PodFinding } from "./analysis/podFindings";
export type { PortRange } from "./analysis/portRange";
export { NothingDeclaredError, type Verification, verify } from "./analysis/verify";
export { fromChartValues } from "./chart/fromChartValues";
export type { ChartWarning } from "./chart/chartWarnings";
export { type ChartWarningCode, chartWarningCodes } from "./chart/concerns";
export { type Component, componentNames } from "./graph/components";
export type {
  ApiServerArgs,
  ArgValues,
  ComponentSettings,
  CustomRules,
  DnsArgs,
  EdgeArgs,
  EdgeEnd,
  IgnoreArgs,
  NetworkPoliciesArgs,
  Outside,
  PlainValues,
  ServedPorts,
} from "./policy/args";
export { InvalidArgsError } from "./policy/assertValid";
export { customRulesFrom } from "./policy/customRulesFrom";
export { type Cni, cniNames, type FindingId, findingIds } from "./policy/findingIds";
export { networkPolicies } from "./policy/networkPolicies";
export type * from "./policy/notation";
export { type Path, pathText, type Problem, type ProblemCode, problemCodes, problemText } from "./policy/problem";
export { validate } from "./policy/validate";
