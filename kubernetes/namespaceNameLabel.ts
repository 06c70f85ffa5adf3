/**
 * The label that holds the name of a namespace. The API server sets it on every namespace, and nobody can change it.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export const namespaceNameLabel = "kubernetes.io/metadata.name";
