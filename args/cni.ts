/** Network plugins (CNI) that have plugin-specific findings. */
export const cniNames = ["vpc-cni", "gke-v2", "cilium", "calico", "kube-router"] as const;

/** A network plugin (CNI), by its name in `cniNames`. */
export type Cni = (typeof cniNames)[number];
