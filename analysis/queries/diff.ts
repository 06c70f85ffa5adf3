import { accessBeyond } from "../compare/accessBeyond";
import type { ConnectionDifference } from "../compare/connectionDifference";
import { impossibleOverlaps } from "../compare/impossibleOverlaps";
import type { AnalysisInput } from "../model/analysisInput";
import type { ComponentPods } from "../sets/componentPods";
import type { Exposure } from "../sets/exposure";
import { type AnalysisContext, bothContexts } from "./analysisContext";
import { NamespaceError } from "./resolveNamespace";

/** The allowed connections that a change of policies adds and removes. */
export interface Difference {
  /** Connections that are allowed only after the change. */
  added: ConnectionDifference[];
  /** Connections that are allowed only before the change. */
  removed: ConnectionDifference[];
}

/**
 * The connections that a change adds and removes, to and from every component on either side. If the change turns a component
 * off, its pods are assumed to keep running without isolation. If the two sides select a component by different labels, pods with
 * either set of labels are compared. Throws `InvalidArgsError`, and `NamespaceError` if Vald runs in another namespace after the
 * change.
 */
export function diff(before: AnalysisInput, after: AnalysisInput): Difference {
  return diffOf(comparison(...bothContexts(before, after)));
}

/** Both sides of a change, the components that either side deploys, and peers that cannot exist. */
export interface Comparison {
  before: AnalysisContext;
  after: AnalysisContext;
  components: ComponentPods[];
  impossible: Exposure[];
}

/** Throws `NamespaceError` for the same reasons as `diff`. */
export function comparison(before: AnalysisContext, after: AnalysisContext): Comparison {
  const [from, to] = [before.resolved.namespace, after.resolved.namespace];
  if (from !== to) {
    throw new NamespaceError(
      `the two sides cannot be compared, because Vald runs in namespace ${from} before the change and in namespace ${to} after it; use the same namespace on both sides`,
    );
  }
  const components = before.allComponents.flatMap((_, i) =>
    distinct(
      [before, after].flatMap(({ resolved, allComponents }) =>
        resolved.components[i]?.isDeployed === true ? (allComponents[i] ?? []) : [],
      ),
    ),
  );
  return { before, after, components, impossible: impossibleOverlaps(before.allComponents, after.allComponents) };
}

export function diffOf({ before, after, components, impossible }: Comparison): Difference {
  const [old, next] = [before.effectivePolicies, after.effectivePolicies];
  return {
    added: accessBeyond(next, old, components, impossible),
    removed: accessBeyond(old, next, components, impossible),
  };
}

/**
 * A component's pods on both sides. If the labels are equal, the result has one entry; otherwise it has one entry for each set of
 * labels.
 */
function distinct(sides: readonly ComponentPods[]): ComponentPods[] {
  const unique = new Map(sides.map((pods) => [JSON.stringify(Object.entries(pods.pod.labels).sort()), pods]));
  return [...unique.values()].map((pods) => (unique.size === 1 ? pods : { ...pods, distinctLabels: pods.pod.labels }));
}
