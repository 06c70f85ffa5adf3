/**
 * The label that contains a namespace's name. The API server sets this label on every namespace, and users cannot change it.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export const namespaceNameLabel = "kubernetes.io/metadata.name";
