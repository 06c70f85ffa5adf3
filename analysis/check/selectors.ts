import type { LabelSelector } from "../../policy/notation";
import type { Path } from "../../policy/problem";
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
export function selectors({ args, rules, manifests }: Subject): Found[] {
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
  const ofPolicies = new Map(rules.map(({ isolation }) => [isolation.policy, isolation.podSelector]));
  return [
    ...ofPeers,
    ...(manifests === undefined
      ? ofArgs
      : [...ofPolicies].flatMap(([policy, selector]) =>
          versions(selector, { object: objectText("NetworkPolicy", policy), path: ["spec", "podSelector"] }),
        )),
  ];
}

function versionsIn(labels: Readonly<Record<string, string>> | undefined, path: Path): Found[] {
  return labels === undefined ? [] : versions({ matchLabels: labels }, { path });
}

function versions({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}, place: Place): Found[] {
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
  return keys
    .filter((key) => versionLabels.includes(key))
    .map((key) => ({ id: "version-label", ...place, about: key }));
}
