/** Network plugins (CNI) with findings of their own. */
export const cniNames = ["vpc-cni", "gke-v2", "cilium", "calico", "kube-router"] as const;

export type Cni = (typeof cniNames)[number];
