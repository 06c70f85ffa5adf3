import type { Path } from "../../../args/schema/issue";
import type { LabelMap, LabelSelector } from "../../../kubernetes/networkPolicy";
import { requirements } from "../../model/selectors";
import { objectName } from "../context";
import type { Location } from "../../../args/ignores";
import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";

export const versionLabel = {
  id: "version-label",
  severity: "warning",
  message: "the value of this label changes with every version or rollout, and the selector then matches no pods",
  remediation: "select by a label whose value does not change",
  check: ({ resolved, rules, effectivePolicies, isManifests }) => {
    const inPeers = rules
      .filter(({ isUserRule }) => isUserRule)
      .flatMap(({ peers, peerLocation }) =>
        peers.flatMap(({ podSelector, namespaceSelector }, i) =>
          [podSelector, namespaceSelector].flatMap((selector) => detect(selector, peerLocation(i))),
        ),
      );
    if (isManifests) {
      const inPolicies = effectivePolicies
        .filter(({ namespace }) => namespace === resolved.namespace)
        .flatMap(({ policy, podSelector }) =>
          detect(podSelector, { object: objectName("NetworkPolicy", policy), path: ["spec", "podSelector"] }),
        );
      return [...inPeers, ...inPolicies];
    }
    const { instanceLabels, components = {} } = resolved.args;
    return [
      ...inPeers,
      ...detectLabels(instanceLabels, ["instanceLabels"]),
      ...Object.entries(components).flatMap(([component, settings]) =>
        detectLabels(settings?.podLabels, ["components", component, "podLabels"]),
      ),
    ];
  },
} as const satisfies RuleModule;

/** Labels that contain a pod's version, chart, or rollout. */
const versionLabels = [
  "version",
  "chart",
  "app.kubernetes.io/version",
  "helm.sh/chart",
  "pod-template-hash",
  "controller-revision-hash",
  "pod-template-generation",
];

function detectLabels(labels: LabelMap | undefined, path: Path): Detection[] {
  return labels === undefined ? [] : detect({ matchLabels: labels }, { path });
}

function detect(selector: LabelSelector = {}, location: Location): Detection[] {
  return requirements(selector)
    .filter(({ key, operator }) => operator === "In" && versionLabels.includes(key))
    .map(({ key }) => ({ ...location, detail: key }));
}
