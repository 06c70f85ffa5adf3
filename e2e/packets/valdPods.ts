import { cluster } from "../cluster/fixture";
import type { Host } from "../cluster/host";

/**
 * Pods to watch while policies change: Vald's components and a neighbor in a namespace, a pod in kube-system, and a client in
 * `<namespace>-shop`. The pods receive the engine's rejections. Their names begin with `prefix`.
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
    [namespace, "neighbor", "neighbor"],
    [shop, "client", "search"],
  ];
  const hosts: Host[] = [];
  for (const [podNamespace, name, app] of pods)
    hosts.push(await addPod(podNamespace, `${prefix}-${name}`, { app }, { receivesRejections: true }));
  return hosts;
}
