import { type Direction, directions } from "../analysis/model/effectivePolicy";
import type { PolicySubject, UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";
import { selector } from "../args/rulesSchema";
import { isRecord } from "../args/schema/isRecord";
import { validateSchema } from "../args/schema/validateSchema";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { LabelSelector } from "../kubernetes/networkPolicy";
import { asStored } from "./asStored";
import type { ManifestObject } from "./manifestObjects";

/** What a kind of policy may decide. `spec` is the object's own. */
interface PolicyKind {
  /** The API group. Any version of it counts. */
  group: RegExp;
  kind: RegExp;
  isClusterScoped?: true;
  /** The pods to which a policy applies, in its namespace if it has one. Default: all. */
  subjects?: (spec: Spec) => PolicySubject[];
  /** Default: anything. */
  effect?: (spec: Spec, kind: string) => Effect;
}

type Spec = Readonly<Record<string, unknown>>;
type Effect = Pick<UnevaluatedPolicy, "directions" | "mayAllow" | "mayDeny">;

const anything: Effect = { directions, mayAllow: true, mayDeny: true };

/** Kinds that are not listed, by their usual names. */
const otherPolicies: PolicyKind = { group: /^/, kind: /(NetworkPolicy|AuthorizationPolicy|EgressFirewall)$/ };

/**
 * Kinds of policies beside NetworkPolicy, by API group. The first one that matches an object counts.
 *
 * Sources, where the effect is less than anything:
 * - https://network-policy-api.sigs.k8s.io/api-overview/: AdminNetworkPolicy is evaluated before NetworkPolicy, and
 *   BaselineAdminNetworkPolicy only for pods that no NetworkPolicy isolates. ClusterNetworkPolicy has a tier for either.
 * - https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/network_security/egress-firewall: an
 *   EgressFirewall limits which endpoints outside the cluster the pods of its namespace can reach.
 * - https://istio.io/latest/docs/reference/config/security/authorization-policy/: an AuthorizationPolicy limits requests to
 *   its workloads, unless it only audits them; in the root namespace, it applies to all namespaces. A PeerAuthentication may
 *   reject connections without TLS.
 * - https://docs.cilium.io/en/stable/security/policy/intro/: a CiliumNetworkPolicy isolates pods only in the directions for which it
 *   has rules. The same holds for Antrea's policies, and for FQDNNetworkPolicy, which has only egress rules.
 */
const policyKinds: readonly PolicyKind[] = [
  {
    group: /^policy\.networking\.k8s\.io$|^networking\.k8s\.aws$/,
    kind: /^(Admin|BaselineAdmin|Cluster)NetworkPolicy$/,
    isClusterScoped: true,
    subjects: ({ subject }) => adminSubjects(subject),
    effect: adminEffect,
  },
  {
    group: /^cilium\.io$/,
    kind: /^CiliumNetworkPolicy$/,
    subjects: ciliumSubjects,
    effect: effectOfSections,
  },
  {
    group: /^cilium\.io$/,
    kind: /^CiliumClusterwideNetworkPolicy$/,
    isClusterScoped: true,
    subjects: ciliumSubjects,
    effect: effectOfSections,
  },
  {
    group: /(^|\.)projectcalico\.org$/,
    kind: /^NetworkPolicy$/,
    subjects: calicoSubjects,
    effect: calicoEffect,
  },
  {
    group: /(^|\.)projectcalico\.org$/,
    kind: /^GlobalNetworkPolicy$/,
    isClusterScoped: true,
    subjects: calicoSubjects,
    effect: calicoEffect,
  },
  {
    group: /(^|\.)antrea\.(io|tanzu\.vmware\.com)$/,
    kind: /^NetworkPolicy$/,
    subjects: ({ appliedTo }) => appliedToSubjects(appliedTo),
    effect: effectOfSections,
  },
  {
    group: /(^|\.)antrea\.(io|tanzu\.vmware\.com)$/,
    kind: /^ClusterNetworkPolicy$/,
    isClusterScoped: true,
    subjects: ({ appliedTo }) => appliedToSubjects(appliedTo),
    effect: effectOfSections,
  },
  {
    group: /^k8s\.ovn\.org$|^network\.openshift\.io$/,
    kind: /^(EgressFirewall|EgressNetworkPolicy)$/,
    effect: () => ({ directions: ["egress"], mayAllow: false, mayDeny: true }),
  },
  {
    group: /^security\.istio\.io$/,
    kind: /^AuthorizationPolicy$/,
    subjects: ({ selector: own }) => [subjectOf(undefined, own)],
    effect: ({ action }) => ({ directions: ["ingress"], mayAllow: false, mayDeny: action !== "AUDIT" }),
  },
  {
    group: /^security\.istio\.io$/,
    kind: /^PeerAuthentication$/,
    subjects: ({ selector: own }) => [subjectOf(undefined, own)],
    effect: () => ({ directions: ["ingress"], mayAllow: false, mayDeny: true }),
  },
  {
    group: /^vpcresources\.k8s\.aws$/,
    kind: /^SecurityGroupPolicy$/,
    subjects: ({ podSelector }) => [subjectOf(undefined, podSelector)],
  },
  {
    group: /^networking\.gke\.io$/,
    kind: /^FQDNNetworkPolicy$/,
    subjects: ({ podSelector }) => [subjectOf(undefined, podSelector)],
    effect: effectOfSections,
  },
  {
    // NetworkPolicies of old API groups, and AWS's ApplicationNetworkPolicy.
    group: /^(extensions|networking\.k8s\.io|networking\.k8s\.aws)$/,
    kind: /^(Application)?NetworkPolicy$/,
    subjects: ({ podSelector }) => [subjectOf(undefined, podSelector)],
  },
  otherPolicies,
];

/** The namespace whose AuthorizationPolicies apply to all namespaces, unless Istio is configured otherwise. */
const istioRootNamespace = "istio-system";

/**
 * What an object that is not a NetworkPolicy of the current API may decide. Undefined if it is no policy. An object without a
 * namespace is in `namespace`, unless its kind has none. If the object cannot be read, it may decide anything.
 */
export function unevaluatedPolicy(
  { apiVersion, kind, value }: Pick<ManifestObject, "apiVersion" | "kind" | "value">,
  namespace: string,
): UnevaluatedPolicy | undefined {
  if (apiVersion === "networking.k8s.io/v1" && kind === "NetworkPolicy") return undefined;
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  // Calico only logs what its staged policies would decide.
  if (group.endsWith("projectcalico.org") && kind.startsWith("Staged")) return undefined;
  // A patch in a preview contains only some fields of a policy.
  const isPatch = kind.endsWith("Patch");
  const policyKind = isPatch ? kind.slice(0, -"Patch".length) : kind;
  const found = policyKinds.find((one) => one.group.test(group) && one.kind.test(policyKind));
  if (found === undefined) return undefined;
  const metadata = isRecord(value["metadata"]) ? value["metadata"] : {};
  const name = typeof metadata["name"] === "string" ? metadata["name"] : "";
  const given =
    typeof metadata["namespace"] === "string" && metadata["namespace"] !== "" ? metadata["namespace"] : undefined;
  // Whether a kind that is not listed has a namespace is not known.
  const isClusterScoped = found.isClusterScoped === true || (found === otherPolicies && given === undefined);
  const ownNamespace = given ?? namespace;
  const specs = isPatch ? [] : specsOf(value);
  const subjects = specs.length === 0 ? [{}] : specs.flatMap((spec) => found.subjects?.(spec) ?? [{}]);
  const effects = specs.length === 0 ? [anything] : specs.map((spec) => found.effect?.(spec, kind) ?? anything);
  const isEverywhere = isClusterScoped || (group === "security.istio.io" && ownNamespace === istioRootNamespace);
  return {
    apiVersion,
    kind,
    name: isClusterScoped ? name : `${ownNamespace}/${name}`,
    subjects: isEverywhere ? subjects : subjects.map((subject) => inNamespace(subject, ownNamespace)),
    directions: directions.filter((direction) => effects.some((effect) => effect.directions.includes(direction))),
    mayAllow: effects.some(({ mayAllow }) => mayAllow),
    mayDeny:
      effects.some(({ mayDeny }) => mayDeny === true) || (effects.find(({ mayDeny }) => mayDeny)?.mayDeny ?? false),
  };
}

/** A CiliumNetworkPolicy may have several specs. Empty if one of them cannot be read. */
function specsOf(value: Readonly<Record<string, unknown>>): Spec[] {
  const { spec, specs } = value;
  const all: readonly unknown[] = [...(spec === undefined ? [] : [spec]), ...(Array.isArray(specs) ? specs : [])];
  return all.every(isRecord) && (specs === undefined || Array.isArray(specs)) ? [...all] : [];
}

/** A policy of which nothing is known. */
export function unknownPolicy(apiVersion: string, kind: string, name: string): UnevaluatedPolicy {
  return { apiVersion, kind, name, subjects: [{}], ...anything };
}

/**
 * A NetworkPolicy whose content is unknown. If another policy isolates a pod, this policy can only allow more connections.
 * Otherwise, it may also deny some. `isAssumed` is true if the analysis evaluates a version of the policy that may differ from the
 * real one, such as the version after an import: the real policy may then also deny what that version allows. `name` is
 * `namespace/name` if the namespace is known.
 */
export function unseenPolicy(apiVersion: string, kind: string, name: string, isAssumed: boolean): UnevaluatedPolicy {
  const [namespace, ...rest] = name.split("/");
  const subject = namespace === undefined || rest.length === 0 ? {} : inNamespace({}, namespace);
  const mayDeny = isAssumed ? true : "not-isolated";
  return { apiVersion, kind, name, subjects: [subject], directions, mayAllow: true, mayDeny };
}

/** The pods of a subject that are in a namespace. */
export function inNamespace({ podSelector }: PolicySubject, namespace: string): PolicySubject {
  return {
    namespaceSelector: { matchLabels: { [namespaceNameLabel]: namespace } },
    ...(podSelector !== undefined && { podSelector }),
  };
}

/** The pods that two selectors select. A selector that cannot be read may select everything. */
function subjectOf(namespaceSelector: unknown, podSelector: unknown): PolicySubject {
  const [namespaces, pods] = [readSelector(namespaceSelector), readSelector(podSelector)];
  return {
    ...(namespaces !== undefined && { namespaceSelector: namespaces }),
    ...(pods !== undefined && { podSelector: pods }),
  };
}

/** A label selector. Undefined if it cannot be read. */
export function readSelector(value: unknown): LabelSelector | undefined {
  const found = asStored(value, selector, "kept");
  // Cast: the schema has validated it.
  return validateSchema(found, selector, []).length === 0 ? (found as LabelSelector) : undefined;
}

function adminSubjects(subject: unknown): PolicySubject[] {
  if (!isRecord(subject)) return [{}];
  const { namespaces, pods } = subject;
  if (isRecord(pods)) return [subjectOf(pods["namespaceSelector"], pods["podSelector"])];
  return [subjectOf(namespaces, undefined)];
}

function adminEffect(spec: Spec, kind: string): Effect {
  const isBaseline = kind === "BaselineAdminNetworkPolicy" || spec["tier"] === "Baseline";
  const actions = directions.map((direction) => actionsOf(spec[direction]));
  const has = (...names: string[]) =>
    actions.some((all) => all === undefined || all.some((one) => names.includes(one)));
  return {
    directions: directions.filter((_, i) => actions[i]?.length !== 0),
    mayAllow: !isBaseline && has("Allow", "Accept"),
    mayDeny: has("Deny") && (isBaseline ? "not-isolated" : true),
  };
}

/** The actions of rules. Undefined if they cannot be read. */
function actionsOf(rules: unknown): string[] | undefined {
  if (rules === undefined || rules === null) return [];
  if (!Array.isArray(rules)) return undefined;
  const actions = rules.map((rule: unknown) => (isRecord(rule) ? rule["action"] : undefined));
  return actions.every((action) => typeof action === "string") ? actions : undefined;
}

function ciliumSubjects({ endpointSelector, nodeSelector }: Spec): PolicySubject[] {
  // A policy for nodes applies to no pod with an address of its own.
  if (endpointSelector === undefined && nodeSelector !== undefined) return [];
  if (!isRecord(endpointSelector)) return [{}];
  const { matchLabels, matchExpressions, ...rest } = endpointSelector;
  const selectorOf = (owner: "pod" | "namespace") => ({
    ...rest,
    ...(isRecord(matchLabels) && {
      matchLabels: Object.fromEntries(
        Object.entries(matchLabels).flatMap(([key, value]) => ciliumKeys(key, owner).map((own) => [own, value])),
      ),
    }),
    ...(Array.isArray(matchExpressions) && {
      matchExpressions: matchExpressions.flatMap((one: unknown) =>
        isRecord(one) ? ciliumKeys(String(one["key"]), owner).map((key) => ({ ...one, key })) : [one],
      ),
    }),
  });
  return [subjectOf(selectorOf("namespace"), selectorOf("pod"))];
}

/**
 * The label of a pod or of its namespace to which a key in Cilium's notation refers: `k8s:app`, `app`, or
 * `k8s:io.kubernetes.pod.namespace`. Empty if it refers to something else, so that more pods match.
 */
function ciliumKeys(key: string, owner: "pod" | "namespace"): string[] {
  const own = key.replace(/^(k8s|any):/, "");
  const namespaceLabels = "io.cilium.k8s.namespace.labels.";
  if (own === "io.kubernetes.pod.namespace") return owner === "namespace" ? [namespaceNameLabel] : [];
  if (own.startsWith(namespaceLabels)) return owner === "namespace" ? [own.slice(namespaceLabels.length)] : [];
  return owner === "namespace" || /^(io\.kubernetes\.pod\.|io\.cilium\.|reserved:)|:/.test(own) ? [] : [own];
}

function calicoSubjects({ selector: podSelector, namespaceSelector }: Spec): PolicySubject[] {
  return [subjectOf(calicoSelector(namespaceSelector), calicoSelector(podSelector))];
}

/**
 * A selector in Calico's language: `app == 'web' && has(tier)`. Undefined if it selects everything, or uses other operators or
 * Calico's own labels.
 * https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
function calicoSelector(text: unknown): object | undefined {
  if (typeof text !== "string") return undefined;
  const terms = text.split("&&").map((term) => {
    const [, key, quoted, doubleQuoted] = /^\s*([\w./-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")\s*$/.exec(term) ?? [];
    if (key !== undefined) return { key, operator: "In", values: [quoted ?? doubleQuoted ?? ""] };
    const [, present] = /^\s*has\(\s*([\w./-]+)\s*\)\s*$/.exec(term) ?? [];
    return present === undefined ? undefined : { key: present, operator: "Exists" };
  });
  const own = terms.filter((term) => term !== undefined);
  if (own.length < terms.length) return undefined;
  const named = own.map((term) =>
    term.key === "projectcalico.org/name" ? { ...term, key: namespaceNameLabel } : term,
  );
  return named.some(({ key }) => key.startsWith("projectcalico.org/")) ? undefined : { matchExpressions: named };
}

/** A policy with rules for one direction does not affect the other direction. */
function effectOfSections(spec: Spec): Effect {
  const own = directions.filter((direction) => [direction, `${direction}Deny`].some((key) => spec[key] !== undefined));
  return { ...anything, directions: own.length > 0 ? own : directions };
}

function calicoEffect({ types }: Spec): Effect {
  const own = Array.isArray(types)
    ? directions.filter((direction) => types.some((type) => isType(type, direction)))
    : [];
  return { ...anything, directions: own.length > 0 ? own : directions };
}

function isType(type: unknown, direction: Direction): boolean {
  return String(type).toLowerCase() === direction;
}

function appliedToSubjects(appliedTo: unknown): PolicySubject[] {
  if (!Array.isArray(appliedTo) || appliedTo.length === 0) return [{}];
  return appliedTo.map((one: unknown) => {
    const keys = isRecord(one) ? Object.keys(one) : [];
    const isReadable = keys.length > 0 && keys.every((key) => key === "podSelector" || key === "namespaceSelector");
    return isReadable && isRecord(one) ? subjectOf(one["namespaceSelector"], one["podSelector"]) : {};
  });
}
