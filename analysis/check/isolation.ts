import { componentNames, isDocumented } from "../../graph/components";
import type { NetworkPoliciesArgs } from "../../policy/args";
import { enabledComponents } from "../../policy/enabledComponents";
import { goneWithComponents } from "../../policy/goneWithComponents";
import { isolates } from "../admits";
import { valdNamespace } from "../components";
import type { Given } from "../given";
import { isOfVald } from "../inNamespace";
import { commonPorts, portsOf } from "../portSet";
import type { Found, Place } from "./finding";
import { needApiServer, objectText, type Subject } from "./subject";

/** Where pods are isolated by nothing, or cut off from what they need. */
export function isolation(subject: Subject): Found[] {
  const { manifests } = subject;
  return [
    ...(manifests === undefined ? switchedOff(subject) : notIsolated(subject, manifests)),
    ...withoutApiServer(subject),
  ];
}

/** Where manifests have no policy for Vald, also where that is in another namespace than is thought; or none for components. */
function notIsolated({ args, components, isolating }: Subject, { policies }: Given): Found[] {
  const namespace = valdNamespace({ args });
  const isThere =
    components.some(({ pod }) => isolating.some((one) => isolates(one, pod) === true)) ||
    // Of components that have other names, as those of another Vald.
    policies.some((policy) => isOfVald(policy) && (policy.metadata.namespace ?? "default") === namespace);
  if (!isThere) return [{ id: "policies-off", path: [], about: `namespace ${namespace}` }];
  return components.flatMap(({ pod, title }): Found[] => {
    const own = isolating.filter((one) => isolates(one, pod) === true);
    const open = (["ingress", "egress"] as const).filter((direction) => !own.some((one) => direction in one));
    if (open.length === 0) return [];
    const about = open.length === 2 ? title : `${open[0]} of the ${title}`;
    const places: Place[] = own.map(({ policy }) => ({
      object: objectText("NetworkPolicy", policy),
      path: ["spec", "policyTypes"],
    }));
    return (places.length > 0 ? places : [{ path: [] }]).map((place) => ({ id: "not-isolated", ...place, about }));
  });
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

/** Those of the API server's Service and, by default, of the servers of kubeadm, minikube and MicroK8s. */
const apiServerPorts = [443, 6443, 8443, 16443].map((port) => ({ port }));

/** Components with an edge to the API server that reach pods by namespace, and no address outside the cluster. */
function withoutApiServer(subject: Subject): Found[] {
  const usual = portsOf([...apiServerPorts, ...(subject.args.apiServer?.ports ?? [])]);
  return needApiServer(subject).flatMap(({ pod, title }): Found[] => {
    const own = subject.isolating.filter((one) => "egress" in one && isolates(one, pod) === true);
    const reachesOutside = own.some(({ egress = [] }) =>
      egress.some(
        ({ peers, ports }) =>
          (peers === "everyone" || peers.some(({ ipBlock }) => ipBlock !== undefined)) &&
          commonPorts(ports, usual).length > 0,
      ),
    );
    if (own.length === 0 || reachesOutside) return [];
    const place =
      subject.manifests === undefined
        ? { path: ["apiServer"] }
        : { object: objectText("NetworkPolicy", own[0]!.policy), path: ["spec", "egress"] };
    return [{ id: "api-server-by-namespace", ...place, about: title }];
  });
}
