import { isInside, parseAddressOrCidr, parseCidr } from "./cidr";

/** A CIDR block from which a platform assigns Service addresses unless configured otherwise. */
export interface ServiceRange {
  /** The CIDR block, such as `10.96.0.0/12`. */
  cidr: string;
  /** The platforms that use the block, as text: `kubeadm, kind, and EKS`. */
  platforms: string;
}

/**
 * The default Service ranges of platforms. AKS uses 10.0.0.0/16, which is also a usual range for machines, such as the default of
 * OpenShift's installer, so only its addresses for the API server and DNS are listed.
 *
 * - kubeadm: kubernetes/kubernetes, cmd/kubeadm/app/apis/kubeadm/v1beta4/defaults.go
 * - kind: kubernetes-sigs/kind, pkg/apis/config/v1alpha4/default.go
 * - EKS: https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 * - k3s: https://docs.k3s.io/cli/server
 * - GKE: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 * - OpenShift: openshift/installer, pkg/types/defaults/installconfig.go
 * - AKS: https://learn.microsoft.com/cli/azure/aks#az-aks-create
 */
export const serviceRanges: readonly ServiceRange[] = [
  { cidr: "10.96.0.0/12", platforms: "kubeadm, kind, and EKS" },
  { cidr: "fd00:10:96::/108", platforms: "kind" },
  { cidr: "172.20.0.0/16", platforms: "EKS" },
  { cidr: "10.43.0.0/16", platforms: "k3s" },
  { cidr: "34.118.224.0/20", platforms: "GKE" },
  { cidr: "172.30.0.0/16", platforms: "OpenShift" },
  { cidr: "10.0.0.1/32", platforms: "AKS" },
  { cidr: "10.0.0.10/32", platforms: "AKS" },
];

/** The range that contains an address or a CIDR block. Undefined if there is none. */
export function serviceRangeOf(text: string): ServiceRange | undefined {
  const block = parseAddressOrCidr(text);
  return block && serviceRanges.find(({ cidr }) => isInside(block, parseCidr(cidr)!));
}
