import { effectivePolicies } from "../model/effectivePolicy";
import { selectsPod } from "../model/matching";
import { selectedPods } from "../sets/policySets";
import { allComponentPods } from "../sets/componentPods";
import { areDisjoint, isSubset, podSet } from "../sets/peerSet";
import type { AnalysisContext } from "./analysisContext";
import { isLabeledAsVald, namespacesWithComponents } from "./resolveNamespace";

/**
 * Policies, as `namespace/name`, that are labeled as Vald's but select no component in the args. An analysis would miss the pods
 * that these policies isolate. If no policy in Vald's namespace selects a component, policies in all namespaces are considered.
 */
export function unmatchedPolicies({ resolved, policies = [], namespaces }: AnalysisContext): string[] {
  const selectsComponents = namespacesWithComponents(policies, resolved).includes(resolved.namespace);
  const ofInstance = podSet({}, { matchLabels: resolved.args.instanceLabels ?? {} });
  return (
    effectivePolicies(policies.filter(isLabeledAsVald), resolved.namespace)
      .filter(({ namespace }) => !selectsComponents || namespace === resolved.namespace)
      // Another Vald cluster's policies in the same namespace select other pods on purpose.
      .filter((policy) => !areDisjoint(selectedPods(policy), ofInstance))
      .filter((policy) => {
        const deployed = allComponentPods({ ...resolved, namespace: policy.namespace }, namespaces).filter(
          (_, i) => resolved.components[i]?.isDeployed,
        );
        return !deployed.some(
          ({ pod, peerSet }) => selectsPod(policy, pod) === true || isSubset(selectedPods(policy), peerSet),
        );
      })
      .map(({ policy }) => policy)
  );
}
