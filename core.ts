/** The pure half of the package: functions on plain data, without Pulumi. */
export { check, type CheckInput } from "./analysis/check/check";
export type { CheckResult } from "./analysis/check/checkResult";
export type { Finding } from "./analysis/check/finding";
export type { CniOverride, FindingRule } from "./analysis/check/findingRule";
export { type Severity, severities } from "./analysis/check/severity";
export { findingRules } from "./analysis/check/findingRules";
export type { ConnectionDifference } from "./analysis/compare/connectionDifference";
export type { Undecided } from "./analysis/compare/differencesBeyond";
export {
  type ClassConnection,
  type PodClass,
  podMatrix,
  type PodMatrix,
  TooManyPortSetsError,
  type UnknownFactCounts,
} from "./analysis/allPairs/podMatrix";
export {
  type Connection,
  evaluate,
  type Evaluation,
  type RuleReference,
  type SideEvaluation,
  type Verdict,
} from "./analysis/evaluate/evaluate";
export {
  endpointText,
  formatFinding,
  formatIssue,
  formatPath,
  openingSentences,
  openingText,
  portsText,
} from "./analysis/check/formatters";
export type { AnalysisInput, AnalysisObjects } from "./analysis/model/analysisInput";
export type {
  ContainerPort,
  ExternalAddress,
  Peer,
  PeerReference,
  Pod,
  PodReference,
  WorkloadReference,
} from "./analysis/model/peer";
export type { Direction } from "./analysis/model/effectivePolicy";
export type { PortRange } from "./analysis/model/portRange";
export type { PolicyObject } from "./analysis/model/policyObject";
export type { EndpointSlice, Service, ServiceEndpoint, ServicePort, ServiceReference } from "./analysis/model/service";
export type { PolicySubject, UnevaluatedPolicy } from "./analysis/model/unevaluatedPolicy";
export type { UndeclaredDirections } from "./analysis/model/undeclaredDirections";
export type { UnknownFact } from "./analysis/model/tristate";
export { diff, type Difference } from "./analysis/queries/diff";
export type { EndpointNote } from "./analysis/queries/endpointNotes";
export {
  explain,
  type ExplainedRule,
  type Explanation,
  type Question,
  type QuestionEndpoint,
  type SideExplanation,
} from "./analysis/queries/explain";
export { type Cell, matrix, type Matrix } from "./analysis/queries/matrix";
export { type Opening, openings } from "./analysis/queries/openings";
export type { PodFinding } from "./analysis/queries/podFindings";
export type { BackendGroup, BackendReference } from "./analysis/queries/services/backendGroups";
export {
  explainService,
  type ServiceExplanation,
  type ServiceNote,
  type ServiceQuestion,
  type ServiceTranslation,
  type ServiceVerdict,
} from "./analysis/queries/services/explainService";
export { NamespaceError } from "./analysis/queries/resolveNamespace";
export { NoPoliciesDeclaredError, type Verification, verify } from "./analysis/queries/verify";
export { TooManyStepsError } from "./analysis/sets/diagrams";
export type { LabelCondition, PeerDescription, ResultEndpoint } from "./analysis/sets/resultEndpoint";
export type {
  ApiServerArgs,
  CidrsEndpoint,
  ComponentEndpoint,
  Components,
  ComponentSettings,
  CustomRules,
  Defaults,
  DnsArgs,
  DnsPreset,
  EdgeArgs,
  EdgeEndpoint,
  ExternalEndpoint,
  IgnoreArgs,
  NetworkPoliciesArgs,
  NetworkPolicyDefaults,
  PlainValueKinds,
  PodsEndpoint,
  ServedPorts,
  ValueKinds,
} from "./args/args";
export { type Cni, cniNames } from "./args/cni";
export { customRulesFrom } from "./args/customRulesFrom";
export { type FindingId, findingIds } from "./args/findingIds";
export { InvalidArgsError } from "./args/invalidArgsError";
export type { RuleOrigin } from "./args/resolvedArgs";
export { type Issue, type IssueCode, issueCodes, type Path } from "./args/schema/issue";
export { validate } from "./args/validate";
export type { ChartWarning } from "./chart/chartWarnings";
export { fromChartValues } from "./chart/fromChartValues";
export { type ChartWarningCode, chartWarningCodes } from "./chart/networkRequirements";
export { type Component, componentNames } from "./graph/components";
export type {
  ComponentService,
  Edge,
  Endpoint,
  EndpointValueKinds,
  PlainEndpointValueKinds,
  Platform,
  Use,
} from "./graph/graph";
export type { DnsPresetName } from "./graph/platform";
export type { ValdEdge } from "./graph/valdGraph";
export type * from "./kubernetes/networkPolicy";
export type { ServiceRange } from "./kubernetes/serviceRanges";
export type { Normalization } from "./manifests/asStored";
export type { ManifestIssue } from "./manifests/manifestObjects";
export type { ManifestNote, ObjectNormalization, PreviewNote } from "./manifests/manifestNotes";
export { type InvalidObject, InvalidManifestsError, requireValidObjects } from "./manifests/invalidObject";
export { type ObjectsRead, readObjects } from "./manifests/readObjects";
export { InvalidPreviewError, type PreviewIssue, type PreviewRead, readPreview } from "./manifests/readPreview";
export { networkPolicies } from "./policy/networkPolicies";
