/**
 * The label of a namespace that is its name; the API server sets it, and nobody else can.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export const nameLabel = "kubernetes.io/metadata.name";
