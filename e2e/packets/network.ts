import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { isInside } from "../privateNetwork";

/** The node's addresses; those here and below are from ranges for documentation and private use, and end inside. */
export const nodeAddresses = ["192.0.2.10", "fd00:c0::10"] as const;

/** The addresses of pods, and those outside the cluster. */
export const podRanges = ["10.244.0.0/24", "fd00:10:244::/64"] as const;

/** Where a network namespace is plugged in. */
export type Plug = "pods" | "outside";

const routers: Record<Plug, readonly [string, string]> = {
  pods: ["10.244.0.1/24", "fd00:10:244::1/64"],
  outside: ["198.51.100.1/24", "2001:db8:51::1/64"],
};

/** The addresses of the host with a number from 2 to 250. */
export function addressesOf(plug: Plug, number: number): [ipv4: string, ipv6: string] {
  return plug === "pods"
    ? [`10.244.0.${number}`, `fd00:10:244::${number.toString(16)}`]
    : [`198.51.100.${number}`, `2001:db8:51::${number.toString(16)}`];
}

/** Makes the node's side of the network: its own address, a bridge of pods, and one for what is outside. */
export function makeNetwork(): void {
  if (!isInside) throw new Error("a bug: this would change the machine's own network");
  run("mount -t tmpfs tmpfs /run");
  mkdirSync("/run/netns");
  // Temporary files go with the mount, however this ends.
  mkdirSync("/run/tmp");
  process.env["TMPDIR"] = "/run/tmp";
  run("mount -t sysfs sysfs /sys");
  run("ip link set lo up");
  run("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
  // What the engine denies it says each time, however often that is.
  run("sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0");
  // Kernels without dummy devices have bridges.
  bridge(
    "node",
    "02:00:00:00:00:01",
    nodeAddresses.map((address) => `${address}/${address.includes(":") ? 64 : 24}`),
  );
  bridge("pods", "02:00:00:00:00:02", routers.pods);
  bridge("outside", "02:00:00:00:00:03", routers.outside);
  // Only now: the settings come with the first bridge.
  run("sysctl -qw net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1");
}

/** A network namespace with two addresses, which reaches all others through the node; `number` is its own alone. */
export function makeNetworkNamespace(
  name: string,
  plug: Plug,
  number: number,
  addresses: readonly [ipv4: string, ipv6: string],
  hearsRefusals: boolean,
): void {
  const inside = `-n ${name}`;
  const link = `v${plug}${number}`;
  run(`ip netns add ${name}`);
  run(`ip link add ${link} type veth peer name eth0 netns ${name}`);
  run(`ip link set ${link} master ${plug} up`);
  run(`ip ${inside} link set lo up`);
  run(`ip ${inside} link set eth0 up`);
  for (const [i, address] of addresses.entries()) {
    const [router = ""] = (routers[plug][i] ?? "").split("/");
    // By itself in its network, so that any address will do; and without waiting to see whether somebody else has it.
    run(`ip ${inside} addr add ${address}/${i === 0 ? "32" : "128 nodad"} dev eth0`);
    run(`ip ${inside} route add ${router} dev eth0`);
    run(`ip ${inside} route add default via ${router}`);
    run(`ip route add ${address} dev ${plug}`);
  }
  if (hearsRefusals) return;
  // The engine answers what it denies with "port unreachable", as the kernel does for a port on which nobody listens. So that
  // a denial can be told from a closed port, such an answer of the network's counts for nothing: what is denied times out.
  run(`ip netns exec ${name} iptables -A INPUT -p icmp --icmp-type destination-unreachable -j DROP`);
  run(`ip netns exec ${name} ip6tables -A INPUT -p icmpv6 --icmpv6-type destination-unreachable -j DROP`);
}

/** With a hardware address of its own: else it has the lowest of what is plugged in, and those who know it lose it. */
function bridge(name: string, hardware: string, addresses: readonly string[]): void {
  run(`ip link add ${name} address ${hardware} type bridge`);
  for (const address of addresses) run(`ip addr add ${address}${address.includes(":") ? " nodad" : ""} dev ${name}`);
  run(`ip link set ${name} up`);
}

function run(command: string): void {
  const [program = "", ...args] = command.split(" ");
  execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}
