/** Vald's own namespace, and the namespace of its client. */
export const namespace = "vald";
export const clientNamespace = "shop";
