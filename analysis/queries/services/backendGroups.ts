import type { Component } from "../../../graph/components";
import { evaluateConnection, type Evaluation } from "../../evaluate/evaluate";
import { type Peer, peerReference, type PeerReference, podReference, type PodReference } from "../../model/peer";
import type { ServiceBackend } from "../../model/serviceBackends";
import { uniqueFacts } from "../../model/tristate";
import type { AnalysisContext } from "../analysisContext";
import { type Explanation, explainIn, peerOf } from "../explain";
import type { Target } from "./serviceTargets";

/** Backends for which the answer and the rules that decide are the same. */
export interface BackendGroup extends Omit<Explanation, "from" | "to" | "endpointNotes" | "serviceRange"> {
  backends: BackendReference[];
  protocol?: string;
  /** The port of the backends: a number, or a name if the number is unknown. Absent if the question names no port. */
  port?: number | string;
}

export interface BackendReference {
  peer: PeerReference;
  addresses?: readonly string[];
  /** The pod, if it is on the host network. Then `peer` is an address. */
  hostNetworkPod?: PodReference;
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
  const groups = new Map<string, { targets: [Target, ...Target[]]; evaluations: Evaluation[] }>();
  for (const target of targets) {
    const { backend, ...port } = target;
    const evaluation = evaluateConnection(context, { from: source, to: backend.peer, ...port });
    const codes = evaluation.unknownFacts.map(({ code }) => code);
    const key = JSON.stringify([port, { ...evaluation, unknownFacts: [...new Set(codes)] }]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { targets: [target], evaluations: [evaluation] });
    else {
      group.targets.push(target);
      group.evaluations.push(evaluation);
    }
  }
  return [...groups.values()].map(({ targets: [first, ...others], evaluations }) => {
    const { backend, ...port } = first;
    const {
      from: _,
      to: __,
      endpointNotes: ___,
      serviceRange: ____,
      ...explanation
    } = explainIn(context, { from, to: backend.peer, ...port });
    return {
      backends: [first, ...others].map((target) => backendReference(target.backend)),
      ...port,
      ...explanation,
      unknownFacts: uniqueFacts(evaluations.flatMap(({ unknownFacts }) => unknownFacts)),
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
