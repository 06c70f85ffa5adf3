import { explain as explainConnection, type SideExplanation } from "../analysis/queries/explain";
import { endpointText } from "../analysis/text/endpointText";
import { portsText } from "../analysis/text/portsText";
import type { NetworkPoliciesArgs } from "../args/args";
import { assertValid, InvalidArgsError } from "../args/invalidArgsError";
import { formatPath } from "../args/schema/issue";
import { type MergedArgs, withChartValues } from "../components/chartValues";
import { checkArgs, type ReportedFinding, reportedFindings } from "../components/reportFindings";
import type { ValdNetworkPoliciesArgs } from "../components/valdNetworkPoliciesArgs";
import type { Component } from "../graph/components";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { networkPolicies } from "../policy/networkPolicies";
import { functionSchemas } from "./functionSchemas";

/** The args that every function takes. */
interface FunctionArgs {
  /** The args of `ValdNetworkPolicies`, all of them plain, with the names that they have in YAML, such as `edgePorts`. */
  args: ValdNetworkPoliciesArgs;
}

export interface RenderArgs extends FunctionArgs {}

export interface RenderResult {
  /** The NetworkPolicies as manifests, in the order of the components. */
  policies: unknown[];
}

export interface CheckArgs extends FunctionArgs {}

export interface FunctionCheckResult {
  /** Rules and settings that are valid but risky, sorted by severity, most serious first. */
  findings: ReportedFinding[];
  /** The findings that `ignore` suppresses. */
  ignored: IgnoredFinding[];
}

/** A finding that `ignore` suppresses. */
export interface IgnoredFinding extends ReportedFinding {
  /** The reason for accepting the finding. */
  reason: string;
}

export interface ExplainArgs extends FunctionArgs {
  /** The source of the connection. */
  from: Endpoint;
  /** The target of the connection. */
  to: Endpoint;
  /** The target's port: a number or a name. Default: the result says which ports are open. */
  port?: number | string;
  /** `TCP`, `UDP`, or `SCTP`. Default: `TCP` if there is a port, and every protocol otherwise. */
  protocol?: string;
}

/** One end of a connection: a component, an address outside the cluster, or a pod. */
export interface Endpoint {
  /** A component of Vald. This field cannot be combined with other fields. */
  component?: Component;
  /** An IP address or a CIDR block. This field cannot be combined with other fields. */
  address?: string;
  /** The namespace of a pod. Default: Vald's own namespace. */
  namespace?: string;
  /** All labels of the pod's namespace. Default: only `kubernetes.io/metadata.name`. */
  namespaceLabels?: LabelMap;
  /** All labels of a pod. Default: none. */
  podLabels?: LabelMap;
  /** The IP addresses of the pod. Default: unknown. */
  podAddresses?: string[];
}

export interface ExplainResult {
  /** `allowed`, `denied`, or `unknown`. */
  verdict: string;
  /** The ports that are open, such as `TCP 3001, 8081`. Empty if there are none. */
  ports: string;
  /** What the source's policies allow. */
  egress: ExplainedSide;
  /** What the target's policies allow. */
  ingress: ExplainedSide;
  /** The codes of facts that are not known and could change the verdict. */
  unknownFacts: string[];
}

/** What the policies of one end allow. */
export interface ExplainedSide {
  /** `allowed`, `denied`, or `unknown`. */
  verdict: string;
  /** The policies that isolate the pod in this direction. Without any, everything is allowed. */
  policies: string[];
  /** The rules that allow the connection. */
  rules: ExplainedSideRule[];
}

/** A rule that allows a connection. */
export interface ExplainedSideRule {
  /** The policy that contains the rule. */
  policy: string;
  /** The index of the rule in the policy's `ingress` or `egress`. */
  index: number;
  /** The peers of the rule, in words. */
  peers: string[];
  /** The ports of the rule, such as `TCP 3001, 8081`. */
  ports: string;
  /** The location of the rule in the args, such as `edges[0]`. Absent if the rule is part of the documented table. */
  origin?: string;
}

function render({ args }: RenderArgs): RenderResult {
  return { policies: networkPolicies(policyArgsOf(args)) };
}

function check({ args: own }: CheckArgs): FunctionCheckResult {
  const { args, chart } = mergedArgs(own);
  const { findings, ignored } = checkArgs({ ...args, strict: false }, chart);
  return {
    findings: reportedFindings(findings),
    ignored: reportedFindings(ignored).map((finding, i) => ({ ...finding, reason: ignored[i]?.reason ?? "" })),
  };
}

function explain({ args, from, to, port, protocol }: ExplainArgs): ExplainResult {
  const policyArgs = policyArgsOf(args);
  const peer = ({ component, address, namespace, namespaceLabels, podLabels = {}, podAddresses }: Endpoint) => {
    if (component !== undefined) return component;
    if (address !== undefined) return { address };
    return {
      namespace: namespace ?? policyArgs.namespace ?? "default",
      labels: podLabels,
      ...(namespaceLabels !== undefined && { namespaceLabels }),
      ...(podAddresses !== undefined && { ips: podAddresses }),
    };
  };
  const { verdict, ports, egress, ingress, unknownFacts } = explainConnection(
    { args: policyArgs },
    {
      from: peer(from),
      to: peer(to),
      ...(port !== undefined && { port }),
      ...(protocol !== undefined && { protocol }),
    },
  );
  return {
    verdict,
    ports: portsText(ports),
    egress: explainedSide(egress),
    ingress: explainedSide(ingress),
    unknownFacts: [...new Set(unknownFacts.map(({ code }) => code))],
  };
}

function explainedSide({ verdict, policies, rules }: SideExplanation): ExplainedSide {
  return {
    verdict,
    policies: [...policies],
    rules: rules.map(({ policy, index, peers, ports, origin }) => ({
      policy,
      index,
      peers: peers.map(endpointText),
      ports: portsText(ports),
      ...(origin?.kind === "args" && { origin: formatPath(origin.path) }),
    })),
  };
}

/** The args of the policies. Cast: function args are plain. */
function policyArgsOf(own: ValdNetworkPoliciesArgs): NetworkPoliciesArgs {
  const { adopt: _, strict: __, ...args } = mergedArgs(own).args;
  return args as NetworkPoliciesArgs;
}

function mergedArgs(own: ValdNetworkPoliciesArgs): MergedArgs {
  try {
    return withChartValues(own);
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    throw new InvalidArgsError(error.issues.map((issue) => ({ ...issue, path: ["args", ...issue.path] })));
  }
}

const implementations = { render, check, explain };

/** The functions by name. Each validates its arguments, and throws `InvalidArgsError`. */
export const functions: Readonly<Record<string, (inputs: unknown) => object>> = Object.fromEntries(
  functionSchemas.map(({ name, input }) => [
    name,
    (inputs: unknown) => {
      assertValid(inputs, input);
      return implementations[name](inputs as never);
    },
  ]),
);
