import type { Component } from "../../../graph/components";
import { evaluateConnection, type Evaluation } from "../../evaluate/evaluate";
import { type Peer, peerReference, type PeerReference, podReference, type PodReference } from "../../model/peer";
import { groupBy } from "../../model/groupBy";
import type { ServiceBackend } from "../../model/serviceBackends";
import { uniqueFacts } from "../../model/tristate";
import type { AnalysisContext } from "../analysisContext";
import { type Explanation, peerOf, withExplainedRules } from "../explain";
import type { Target } from "./serviceTargets";

/** Backends for which the answer and the rules that decide are the same. */
export interface BackendGroup extends Pick<Explanation, keyof Evaluation> {
  /** The pods and addresses in the group. */
  backends: BackendReference[];
  /** `TCP`, `UDP` or `SCTP`. Absent if the Service is headless and the question names neither a port nor a protocol. */
  protocol?: string;
  /**
   * The port of the backends: a number, or a name if the number is unknown. Absent if the Service is headless and the question
   * names no port.
   */
  port?: number | string;
}

/** A pod or an address behind a Service. */
export interface BackendReference {
  /** The end of the connection. */
  peer: PeerReference;
  /** The pod's addresses. Absent if they are unknown, or if `peer` is an address. */
  addresses?: readonly string[];
  /** The pod, if it is on the host network. Then `peer` is an address. */
  hostNetworkPod?: PodReference;
  /** Whether the backend gets connections. */
  isReady: boolean;
  /** Whether the input contains no pod for the Service, so that `peer` stands for any pod with these labels. */
  isAssumed?: true;
}

/** The answers for all targets. */
export function backendGroups(
  context: AnalysisContext,
  from: Component | Peer,
  targets: readonly Target[],
): BackendGroup[] {
  const source = peerOf(from, context);
  const answers = targets.map(({ backend, ...port }) => ({
    backend,
    port,
    evaluation: evaluateConnection(context, { from: source, to: backend.peer, ...port }),
  }));
  const groups = groupBy(answers, ({ port, evaluation }) => {
    const codes = evaluation.unknownFacts.map(({ code }) => code);
    return [JSON.stringify([port, { ...evaluation, unknownFacts: [...new Set(codes)] }])];
  });
  return [...groups.values()].map((group) => {
    const [{ port, evaluation }] = group;
    return {
      backends: group.map(({ backend }) => backendReference(backend)),
      ...port,
      ...withExplainedRules(evaluation, context),
      unknownFacts: uniqueFacts(group.flatMap((answer) => answer.evaluation.unknownFacts)),
    };
  });
}

function backendReference({ peer, pod, isReady, isAssumed }: ServiceBackend): BackendReference {
  return {
    peer: peerReference(peer),
    ...(!("address" in peer) && peer.ips !== undefined && { addresses: peer.ips }),
    ...("address" in peer && pod !== undefined && { hostNetworkPod: podReference(pod) }),
    isReady,
    ...(isAssumed !== undefined && { isAssumed }),
  };
}
