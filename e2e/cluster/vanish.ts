import { execFileSync } from "node:child_process";

const rule = "INPUT -p tcp --dport 8081 -j DROP".split(" ");

/**
 * Makes all packets to Vald's gRPC port in a pod vanish without a rejection, also those of established connections. Returns a
 * function that ends this.
 */
export function vanish(pod: string): () => void {
  const iptables = (option: string) => void execFileSync("ip", ["netns", "exec", pod, "iptables", option, ...rule]);
  iptables("-I");
  return () => iptables("-D");
}
