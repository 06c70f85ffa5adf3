import type { ServiceReference } from "../model/service";

/** A Service in command-line syntax: `namespace/name`. */
export function serviceText({ namespace, name }: ServiceReference): string {
  return `${namespace}/${name}`;
}
