import type { LabelSelector } from "../../policy/notation";
import type { Path } from "../../policy/problem";
import { valdNamespace } from "../components";
import { requirements } from "../selects";
import type { Found, Place } from "./finding";
import { objectText, type Subject } from "./subject";

/** Labels that say of which version, chart or rollout a pod is. */
const versionLabels = [
  "version",
  "chart",
  "app.kubernetes.io/version",
  "helm.sh/chart",
  "pod-template-hash",
  "controller-revision-hash",
  "pod-template-generation",
];

/** What is wrong with selectors, of peers and of the pods that policies are for. */
export function selectors({ args, rules, isolating, manifests }: Subject): Found[] {
  const ofPeers = rules
    .filter(({ isOwn }) => isOwn)
    .flatMap(({ peers, peerPlace }) =>
      peers.flatMap(({ podSelector, namespaceSelector }, i) =>
        [podSelector, namespaceSelector].flatMap((selector) => versions(selector, peerPlace(i))),
      ),
    );
  const ofArgs = [
    ...versionsIn(args.instanceLabels, ["instanceLabels"]),
    ...Object.entries(args.components ?? {}).flatMap(([c, settings]) =>
      versionsIn(settings?.podLabels, ["components", c, "podLabels"]),
    ),
  ];
  const ofPolicies = isolating.filter(({ namespace }) => namespace === valdNamespace({ args }));
  return [
    ...ofPeers,
    ...(manifests === undefined
      ? ofArgs
      : ofPolicies.flatMap(({ policy, podSelector }) =>
          versions(podSelector, { object: objectText("NetworkPolicy", policy), path: ["spec", "podSelector"] }),
        )),
  ];
}

function versionsIn(labels: Readonly<Record<string, string>> | undefined, path: Path): Found[] {
  return labels === undefined ? [] : versions({ matchLabels: labels }, { path });
}

function versions(selector: LabelSelector = {}, place: Place): Found[] {
  return requirements(selector)
    .filter(({ key, operator }) => operator === "In" && versionLabels.includes(key))
    .map(({ key }) => ({ id: "version-label", ...place, about: key }));
}
