import type { Host } from "./host";
import { cluster } from "./world";

/**
 * Pods for what is watched while policies change: Vald's components and a neighbour in a namespace, one of kube-system, and
 * a client in `<namespace>-shop`. Their names begin with the prefix. Denials reach them at once.
 */
export async function valdPods(namespace: string, prefix: string): Promise<Host[]> {
  const { addNamespace, addPod } = await cluster();
  const shop = `${namespace}-shop`;
  for (const name of [namespace, shop]) await addNamespace(name);
  const pods: [namespace: string, name: string, app: string][] = [
    [namespace, "agent", "vald-agent"],
    [namespace, "discoverer", "vald-discoverer"],
    [namespace, "filter", "vald-filter-gateway"],
    [namespace, "lb", "vald-lb-gateway"],
    [namespace, "index", "vald-manager-index"],
    ["kube-system", "dns", "kube-dns"],
    [namespace, "neighbour", "neighbour"],
    [shop, "client", "search"],
  ];
  const hosts: Host[] = [];
  for (const [own, name, app] of pods)
    hosts.push(await addPod(own, `${prefix}-${name}`, { app }, { hearsRefusals: true }));
  return hosts;
}
