import type { Cni, FindingId } from "../../policy/findingIds";

/** How bad a finding is; what each means is said in docs/findings.md. */
export const severities = ["error", "warning", "info"] as const;

export type Severity = (typeof severities)[number];

/** The worst first. */
export function rank({ severity }: { severity: Severity }): number {
  return severities.indexOf(severity);
}

/** What there is to say of a finding, whoever has it. */
export interface FindingKind {
  severity: Severity;
  /** Why it is told, in a sentence. */
  why: string;
  /** What to do about it. */
  mend: string;
  /** The network plugins with which it holds, why it does there, and who says so. Default: it holds everywhere. */
  with?: { readonly [C in Cni]?: { why: string; mend?: string; source: string } };
  /** Whether it holds with all others too. Default: only where `with` names none. */
  isGeneral?: true;
}

export const findingKinds: { readonly [I in FindingId]: FindingKind } = {
  everyone: {
    severity: "error",
    why: "an empty rule, or an absent or empty list of peers, means everyone, pods and addresses alike",
    mend: "name the peers",
  },
  "split-peer": {
    severity: "error",
    why: "a namespaceSelector and a podSelector in two items mean all pods of those namespaces, and pods of Vald's own",
    mend: "put both into one item; if both are meant, make two rules of them, and name Vald's own namespace in the second",
  },
  "one-sided-edge": {
    severity: "error",
    why: "the component at the other end does not let it through, so it opens nothing",
    mend: "open both ends, as an edge does, or take the rule out",
  },
  "policies-off": {
    severity: "error",
    why: "there are no policies, so pods of Vald that run are isolated by nothing",
    mend: "make them, which in values is defaults.networkPolicy.enabled: true; where they are in another namespace, name that",
  },
  "not-isolated": {
    severity: "warning",
    why: "no policy isolates the component's pods in one direction or both",
    mend: "give it a policy with both policyTypes, Ingress and Egress; where it is not deployed, say so in the values",
  },
  "no-effect": {
    severity: "warning",
    why: "it opens nothing, because the component is off",
    mend: "turn the component on, or take this out",
  },
  "every-namespace": {
    severity: "warning",
    why: "an empty selector of namespaces means every one, those that are made later too",
    mend: "name the namespaces",
  },
  "namespace-by-label": {
    severity: "warning",
    why: "whoever may label namespaces can add one; the label kubernetes.io/metadata.name is set by the API server alone",
    mend: "select by kubernetes.io/metadata.name, which in an edge is namespace",
  },
  "bare-pod-selector": {
    severity: "warning",
    why: "labels of pods alone mean pods of Vald's own namespace, and no others in the cluster",
    mend: "say in which namespace they are, also where it is Vald's own",
  },
  "cidr-covers-pods": {
    severity: "warning",
    isGeneral: true,
    why: "ranges are for what is outside the cluster; with most network plugins this one opens pods, by their addresses or by a whole range from which clusters take them",
    mend: "leave out the ranges of the cluster with except, or select the pods by labels",
    with: {
      cilium: {
        why: "so wide a range opens whatever is in it outside the cluster; with Cilium it matches no pod",
        mend: "give narrower ranges, or select the pods by labels",
        source: "https://docs.cilium.io/en/stable/security/policy/layer3/",
      },
    },
  },
  "half-dns": {
    severity: "warning",
    why: "DNS is on port 53, on OpenShift 5353, over UDP and TCP, as answers that are long come over TCP; here one of the two is missing",
    mend: "open both",
  },
  "version-label": {
    severity: "warning",
    why: "the label changes with every version or rollout, and the selector then fits no pod",
    mend: "select by a label that stays",
  },
  "pod-without-policy": {
    severity: "warning",
    why: "no policy isolates the pod in one direction or both",
    mend: "give it the labels of its component, or a policy of its own",
  },
  "policy-selects-no-pod": {
    severity: "warning",
    why: "the policy isolates nothing",
    mend: "give it the labels that the pods have, or take it out",
  },
  "component-off": {
    severity: "info",
    why: "off means not deployed: pods of the component that still run are isolated by nothing",
    mend: "turn it on where it runs",
  },
  "one-family": {
    severity: "info",
    why: "all addresses of one family are open and none of the other",
    mend: "give both 0.0.0.0/0 and ::/0, unless the cluster has one family only",
  },
  "redundant-rule": {
    severity: "info",
    why: "other rules of the same policy open all of it already",
    mend: "take it out, or narrow the one beside it where that is wider than was meant",
  },
  "api-server-by-namespace": {
    severity: "info",
    why: "the component needs the API server, which in most clusters is no pod of kube-system, so no selector leads there",
    mend: "open the addresses that it has, which in values is apiServer",
  },
  "port-name-to-range": {
    severity: "warning",
    why: "the name of a port is that of a pod's; what it opens in a range, or to everyone, depends on the network plugin",
    mend: "give the number",
    isGeneral: true,
    with: {
      "vpc-cni": {
        why: "Amazon's network plugin leaves the port out",
        source: "https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go",
      },
      calico: {
        why: "with Calico it means pods that have a port of this name, and no address outside the cluster",
        source: "https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports",
      },
      cilium: {
        why: "Cilium takes the number that pods give the name, and leaves the rule out where they differ",
        source: "https://github.com/cilium/cilium/pull/12567",
      },
      "kube-router": {
        why: "kube-router leaves the port out beside a range; to everyone, it opens the number that pods give the name, outside the cluster too",
        source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
      },
    },
  },
  "unknown-port-name": {
    severity: "warning",
    why: "where all ports of a rule are names and no target has any of them, more is open than the rule says",
    mend: "give the number",
    with: {
      "kube-router": {
        why: "where no target has a port of that name and protocol, kube-router opens all ports to the pods that are selected",
        source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
      },
    },
  },
  "port-not-served": {
    severity: "warning",
    why: "by what the values say of its ports, the component serves on others",
    mend: "give the port of the pod, which need not be that of a Service",
  },
  "except-cuts-others": {
    severity: "warning",
    why: "the exception of one range is taken out of others too",
    mend: "give what is meant as narrower ranges without the exception, or make rules of their own of the ranges",
    with: {
      "vpc-cni": {
        why: "Amazon's network plugin takes the exception of a range out of all wider ranges of all policies of the pod, and out of rules for everyone",
        mend: "give what is meant as narrower ranges without the exception",
        source: "https://github.com/aws/aws-network-policy-agent/issues/326",
      },
      "kube-router": {
        why: "kube-router takes the exception of a range out of the wider ranges of the same rule",
        source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
      },
    },
  },
  "part-of-ipv6": {
    severity: "warning",
    why: "the exception does not leave out all that it says",
    mend: "write fc00::/8 and fd00::/8 in the place of fc00::/7",
    with: {
      "kube-router": {
        why: "kube-router takes ::/0 for 2000::/3 and fd00::/8, and an exception wider than fd00::/8 leaves nothing of that out",
        source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
      },
    },
  },
  "range-in-cluster": {
    severity: "warning",
    why: "the range may be of pods or nodes, which no range matches here",
    mend: "select pods by their labels; for nodes set policyCIDRMatchMode: nodes, and for what is outside the cluster ignore this",
    with: {
      cilium: {
        why: "with Cilium no range matches pods, nor nodes unless policyCIDRMatchMode has nodes",
        source: "https://docs.cilium.io/en/stable/security/policy/layer3/",
      },
    },
  },
  "service-address": {
    severity: "warning",
    why: "by its usual ranges this is the address of a Service, which policies do not see",
    mend: "give the addresses behind the Service too",
    with: {
      "gke-v2": {
        why: "with Dataplane V2 policies see the address behind the Service, and not that of the Service",
        source: "https://github.com/gke-labs/kube-agents/blob/main/docs/site/src/content/docs/deploy/kustomize.md",
      },
      cilium: {
        why: "with Cilium policies see the address behind the Service, and not that of the Service",
        source: "https://docs.cilium.io/en/stable/security/policy/layer4/",
      },
      calico: {
        why: "with Calico policies see the address behind the Service, and not that of the Service",
        source: "https://github.com/projectcalico/felix/issues/1087",
      },
    },
  },
  "no-service-address": {
    severity: "warning",
    why: "policies see the address of the API server's Service",
    mend: "give the address of the Service kubernetes in the namespace default too",
    with: {
      "vpc-cni": {
        why: "on EKS policies see the address of the API server's Service, and by the usual ranges it is not here",
        source: "https://github.com/aws/amazon-network-policy-controller-k8s/pull/210",
      },
    },
  },
  "metadata-server": {
    severity: "warning",
    why: "the metadata server is at another address",
    mend: "give 169.254.169.254/32 on port 80",
    with: {
      "gke-v2": {
        why: "with Dataplane V2 the metadata server is at 169.254.169.254 on port 80, and not at 169.254.169.252 on 988",
        source: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/workload-identity",
      },
    },
  },
  "too-many-ports": {
    severity: "warning",
    why: "some of the ports are left out",
    mend: "put ports in a row together with endPort",
    with: {
      "vpc-cni": {
        why: "Amazon's network plugin takes 24 ports or ranges of ports for an address and leaves out the others",
        source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
      },
    },
  },
  "end-port": {
    severity: "info",
    why: "ranges of ports are not known to older versions",
    mend: "use version 1.16 or newer",
    with: {
      cilium: {
        why: "Cilium knows endPort from version 1.16 on; before, it opens the first port alone or refuses the policy",
        source: "https://github.com/cilium/cilium/pull/33463",
      },
    },
  },
  sctp: {
    severity: "info",
    why: "SCTP is not enforced everywhere",
    mend: "try it, or do without",
    with: {
      cilium: {
        why: "Cilium knows SCTP only where sctp.enabled is set",
        source: "https://docs.cilium.io/en/stable/configuration/sctp/",
      },
      calico: {
        why: "Calico's eBPF data plane does not know SCTP",
        source: "https://docs.tigera.io/calico/latest/operations/ebpf/install",
      },
      "kube-router": {
        why: "kube-router does not promise SCTP",
        source: "https://github.com/cloudnativelabs/kube-router/issues/1019",
      },
    },
  },
  "unused-ignore": {
    severity: "info",
    why: "there is no such finding at that place, or none any more",
    mend: "take it out of ignore, or write its path as the finding shows it",
  },
};
