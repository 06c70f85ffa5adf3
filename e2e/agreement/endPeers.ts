import type { Tree } from "./draw";
import { mayTouch } from "./touch";
import { isTree } from "./tree";

/*
 * Ends of edges as peers of a NetworkPolicy. Written from the documentation alone: every field that is given goes to the field
 * that says the same there, right or wrong, and what fits nowhere stands for itself, so that the server sees it.
 */

/** One end of an edge. Where it is a component, its labels are in question elsewhere: any will do. */
export function endPeers(end: unknown): unknown {
  if (!isTree(end)) return [end];
  const { component, podLabels = {} } = end;
  if (component === undefined) return outsidePeers(end);
  return outsidePeers({ ...end, podLabels: isTree(podLabels) ? { ...podLabels, app: "vald-agent" } : podLabels });
}

/** Pods or ranges of addresses. */
export function outsidePeers({ namespace, namespaceLabels, podLabels, cidrs, except }: Tree): unknown {
  const pods = {
    ...(podLabels !== undefined && { podSelector: { matchLabels: podLabels } }),
    ...((namespace !== undefined || namespaceLabels !== undefined) && {
      namespaceSelector: { matchLabels: withName(namespaceLabels, namespace) },
    }),
  };
  if (cidrs === undefined) return [{ ...pods, ...(except !== undefined && { ipBlock: { except } }) }];
  if (!Array.isArray(cidrs)) return cidrs;
  return blocks(cidrs, except).map((ipBlock) => ({ ...pods, ipBlock }));
}

function withName(labels: unknown, namespace: unknown): unknown {
  if (namespace === undefined || !(labels === undefined || isTree(labels))) return labels;
  return { ...labels, "kubernetes.io/metadata.name": namespace };
}

/** Each exception goes to the ranges that it takes addresses from; where there is none, to the first one. */
function blocks(cidrs: readonly unknown[], except: unknown): object[] {
  return cidrs.map((cidr, i) => {
    if (!Array.isArray(except)) return { cidr, except };
    const isOfThis = (hole: unknown) =>
      mayTouch(hole, cidr) || (i === 0 && !cidrs.some((other) => mayTouch(hole, other)));
    return { cidr, except: except.filter(isOfThis) };
  });
}
