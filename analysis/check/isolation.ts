import { componentNames, isDocumented } from "../../graph/components";
import type { NetworkPoliciesArgs } from "../../policy/args";
import { enabledComponents } from "../../policy/enabledComponents";
import { goneWithComponents } from "../../policy/goneWithComponents";
import { isolates } from "../admits";
import { valdNamespace } from "../components";
import type { Given } from "../given";
import { isOfVald } from "../inNamespace";
import type { Found } from "./finding";
import { needApiServer, objectText, type Subject } from "./subject";

/** Where pods are isolated by nothing, or cut off from what they need. */
export function isolation(subject: Subject): Found[] {
  const { manifests } = subject;
  const ofPolicies =
    manifests === undefined ? switchedOff(subject) : [...absent(subject, manifests), ...oneWay(subject)];
  return [...ofPolicies, ...withoutApiServer(subject)];
}

/** Where manifests have no policy for Vald; also where that is in another namespace than is thought. */
function absent({ args, components, isolating }: Subject, { policies }: Given): Found[] {
  const namespace = valdNamespace({ args });
  const isThere =
    components.some(({ pod }) => isolating.some((one) => isolates(one, pod) === true)) ||
    // Of components that have other names, as those of another Vald.
    policies.some((policy) => isOfVald(policy) && (policy.metadata.namespace ?? "default") === namespace);
  return isThere ? [] : [{ id: "policies-off", path: [], about: `namespace ${namespace}` }];
}

function switchedOff({ args }: Subject): Found[] {
  if (enabledComponents(args).length === 0) {
    const isOff = args.defaults?.networkPolicy?.enabled === false;
    return [{ id: "policies-off", path: isOff ? ["defaults", "networkPolicy", "enabled"] : ["components"] }];
  }
  return [
    ...withoutEffect(args),
    ...componentNames
      .filter((c) => isDocumented(c) && args.components?.[c]?.enabled === false)
      .map((c): Found => ({ id: "component-off", path: ["components", c, "enabled"] })),
  ];
}

/** Edges and custom rules of components that are off. */
export function withoutEffect(args: NetworkPoliciesArgs): Found[] {
  return goneWithComponents(args).map(({ path, component }) => ({ id: "no-effect", path, about: component }));
}

function oneWay({ components, isolating }: Subject): Found[] {
  return components.flatMap(({ pod, title }) => {
    const own = isolating.filter((one) => isolates(one, pod) === true);
    const open = (["ingress", "egress"] as const).filter((direction) => !own.some((one) => direction in one));
    return open.length === 1
      ? own.map(({ policy }): Found => ({
          id: "one-direction",
          object: objectText("NetworkPolicy", policy),
          path: ["spec", "policyTypes"],
          about: `${open[0]} of the ${title}`,
        }))
      : [];
  });
}

/** Components with an edge to the API server that reach pods by namespace, and no address outside the cluster. */
function withoutApiServer(subject: Subject): Found[] {
  return needApiServer(subject).flatMap(({ pod, title }): Found[] => {
    const own = subject.isolating.filter((one) => "egress" in one && isolates(one, pod) === true);
    const peers = own.flatMap((one) => (one.egress ?? []).map((rule) => rule.peers));
    const reachesOutside = peers.some(
      (some) => some === "everyone" || some.some(({ ipBlock }) => ipBlock !== undefined),
    );
    if (own.length === 0 || reachesOutside) return [];
    const place =
      subject.manifests === undefined
        ? { path: ["apiServer"] }
        : { object: objectText("NetworkPolicy", own[0]!.policy), path: ["spec", "egress"] };
    return [{ id: "api-server-by-namespace", ...place, about: title }];
  });
}
