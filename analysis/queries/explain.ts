import type { RuleOrigin } from "../../args/resolvedArgs";
import { type Component } from "../../graph/components";
import { type ServiceRange, serviceRangeOf } from "../../kubernetes/serviceRanges";
import {
  type Connection,
  evaluateConnection,
  type Evaluation,
  type RuleReference,
  type SideEvaluation,
} from "../evaluate/evaluate";
import type { AnalysisInput } from "../model/analysisInput";
import { assertQuestion } from "../model/assertInput";
import type { Direction } from "../model/effectivePolicy";
import { type Peer, peerReference, type PeerReference } from "../model/peer";
import { type PortRange, portRanges } from "../model/portRange";
import { normalizePorts } from "../model/portSet";
import { withAnyAddress } from "../sets/componentPods";
import { endpointOf, type ResultEndpoint } from "../sets/resultEndpoint";
import { rulePeerSets } from "../sets/rulePeerSets";
import { type AnalysisContext, analysisContext } from "./analysisContext";
import { asGiven, type EndpointNote, endpointNotes } from "./endpointNotes";

/**
 * A query whose ends may also be components. A component is evaluated as a pod with the labels that select the component's pods.
 */
export interface Question extends Omit<Connection, "from" | "to"> {
  /** The source: a component's key, a pod, or an address. */
  from: Component | Peer;
  /** The target: a component's key, a pod, or an address. */
  to: Component | Peer;
}

/** An evaluation with details of the rules that decide. */
export interface Explanation extends Evaluation {
  /** The source in the question. */
  from: QuestionEndpoint;
  /** The target in the question. */
  to: QuestionEndpoint;
  /** What the explanation assumes about the ends, such as that a pod is on the host network. */
  endpointNotes: EndpointNote[];
  /** The verdict at the source, with the policies and rules that decide. */
  egress: SideExplanation;
  /** The verdict at the target, with the policies and rules that decide. */
  ingress: SideExplanation;
  /**
   * The usual range of Service addresses that contains `to`. Most network plugins see the address of a pod behind the Service
   * instead, so the verdict may be wrong if `to` is a Service's address. Absent for Amazon's plugin, which sees the Service.
   * https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
   */
  serviceRange?: ServiceRange;
}

/** One end of the question: a component, or a pod or an address. */
export type QuestionEndpoint = { kind: "component"; component: Component } | { kind: "peer"; peer: PeerReference };

/** The verdict for one end, with what each rule allows. */
export interface SideExplanation extends SideEvaluation {
  /** The rules that allow the connection, or, if the verdict is not `allowed`, may allow it. */
  rules: ExplainedRule[];
}

/** A rule that decides, with everything that it allows. */
export interface ExplainedRule extends RuleReference {
  /** All peers that the rule allows, not only the one in the question. */
  peers: ResultEndpoint[];
  /** All ports that the rule allows, not only the one in the question. */
  ports: PortRange[];
  /** The origin of the rule, if the args produce the policies. */
  origin?: RuleOrigin;
}

/**
 * Explains why a connection is allowed or denied: the verdict for each end, and the policies and rules that decide. Throws
 * `InvalidArgsError`, `NamespaceError` if an end is a component, and the same errors as `evaluate`.
 */
export function explain(input: AnalysisInput, question: Question): Explanation {
  assertQuestion(question, { mayBeComponents: true });
  const needsNamespace = typeof question.from === "string" || typeof question.to === "string";
  return explainIn(analysisContext(input, { needsNamespace }), question);
}

/** Like `explain`, but in an existing context. */
export function explainIn(context: AnalysisContext, { from, to, ...rest }: Question): Explanation {
  const [source, target] = [peerOf(from, context), peerOf(to, context)];
  const evaluation = evaluateConnection(context, { from: source, to: target, ...rest });
  const seesServices = context.resolved.args.cni === "vpc-cni";
  const serviceRange =
    typeof to === "string" || !("address" in to) || seesServices ? undefined : serviceRangeOf(to.address);
  return {
    from: questionEndpoint(from),
    to: questionEndpoint(to),
    ...withExplainedRules(evaluation, context),
    endpointNotes: [...endpointNotes("from", source, context), ...endpointNotes("to", target, context)],
    ...(serviceRange !== undefined && { serviceRange }),
  };
}

/** An evaluation with what its rules allow, and where they come from. */
export function withExplainedRules(
  evaluation: Evaluation,
  { effectivePolicies: policies, components }: AnalysisContext,
): Pick<Explanation, keyof Evaluation> {
  const explained = (direction: Direction, reference: RuleReference): ExplainedRule => {
    const rule = policies
      .flatMap((policy) => policy[direction] ?? [])
      .find(({ policy, index }) => policy === reference.policy && index === reference.index);
    if (rule === undefined) throw new Error(`bug: no rule ${reference.index} in ${reference.policy}`);
    return {
      ...reference,
      peers: rulePeerSets(rule).map((peers) => endpointOf(peers, [], components)),
      ports: portRanges(normalizePorts(rule.ports)),
      ...(rule.origin !== undefined && { origin: rule.origin }),
    };
  };
  const side = (direction: Direction): SideExplanation => ({
    ...evaluation[direction],
    rules: evaluation[direction].rules.map((reference) => explained(direction, reference)),
  });
  return { ...evaluation, egress: side("egress"), ingress: side("ingress") };
}

/** A component's pod has an unknown address. */
export function peerOf(end: Component | Peer, context: AnalysisContext): Peer {
  if (typeof end !== "string") return asGiven(end, context);
  const pods = context.allComponents.find(({ component }) => component === end);
  if (pods === undefined) throw new Error(`there is no component named "${end}"`);
  return withAnyAddress(pods.pod);
}

export function questionEndpoint(end: Component | Peer): QuestionEndpoint {
  return typeof end === "string" ? { kind: "component", component: end } : { kind: "peer", peer: peerReference(end) };
}
