import { plainValueOps } from "../../args/plainValueOps";
import { resolveValidArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import { valdGraph } from "../../graph/valdGraph";
import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { effectivePolicies } from "../model/effectivePolicy";
import { selectsPod } from "../model/matching";
import { allComponentPods } from "../sets/componentPods";
import { isLabeledAsVald } from "./resolveNamespace";

/**
 * If the args do not configure components, enables the optional components that are evidently deployed: a policy labeled as
 * Vald's selects their pods. Vald's own chart creates a policy for the mirror gateway even if the gateway is off, but does not
 * label that policy.
 */
export function inferComponents(resolved: ResolvedArgs, policies: readonly NetworkPolicyManifest[]): ResolvedArgs {
  const { args, namespace, components } = resolved;
  if (args.components !== undefined || args.instanceLabels !== undefined) return resolved;
  const ofVald = effectivePolicies(policies.filter(isLabeledAsVald), namespace);
  const shown = allComponentPods(resolved).filter(
    ({ pod }, i) => components[i]?.isDeployed === false && ofVald.some((policy) => selectsPod(policy, pod) === true),
  );
  if (shown.length === 0) return resolved;
  const enabled = Object.fromEntries(shown.map(({ component }) => [component, { enabled: true }]));
  return resolveValidArgs(valdGraph, { ...args, namespace, components: enabled }, plainValueOps);
}
