import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { isInPrivateNetwork } from "../privateNetwork";

// All addresses are from blocks for documentation, benchmarks, or private use. Their packets never leave the private network.

/** The recipes use the blocks for documentation as addresses of other hosts, so the node's IPv4 address is from RFC 2544. */
export const nodeAddresses = ["198.18.0.10", "fd00:c0::10"] as const;

export const podCidrs = ["10.244.0.0/24", "fd00:10:244::/64"] as const;

/** A bridge of the node: `pods` connects the cluster's pods, `external` connects hosts outside the cluster. */
export type Bridge = "pods" | "external";

const bridgeAddresses: Record<Bridge, readonly [string, string]> = {
  pods: ["10.244.0.1/24", "fd00:10:244::1/64"],
  external: ["198.51.100.1/24", "2001:db8:51::1/64"],
};

/** A host's default addresses. The number must be from 2 to 250. */
export function hostAddresses(bridge: Bridge, number: number): [ipv4: string, ipv6: string] {
  return bridge === "pods"
    ? [`10.244.0.${number}`, `fd00:10:244::${number.toString(16)}`]
    : [`198.51.100.${number}`, `2001:db8:51::${number.toString(16)}`];
}

/** Creates the node's side of the network: its own addresses and the two bridges. */
export function createNetwork(): void {
  if (!isInPrivateNetwork) throw new Error("bug: createNetwork would change the network of this machine");
  run("mount -t tmpfs tmpfs /run");
  mkdirSync("/run/netns");
  // Temporary files vanish with the mount even if this process is killed.
  mkdirSync("/run/tmp");
  process.env["TMPDIR"] = "/run/tmp";
  run("mount -t sysfs sysfs /sys");
  run("ip link set lo up");
  run("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
  // The engine rejects connections with ICMP messages. Without these settings, the kernel would drop most of the messages.
  run("sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0");
  // The node's addresses are on a bridge, because some kernels have no dummy devices.
  createBridge(
    "node",
    "02:00:00:00:00:01",
    nodeAddresses.map((address) => `${address}/${address.includes(":") ? 64 : 24}`),
  );
  createBridge("pods", "02:00:00:00:00:02", bridgeAddresses.pods);
  createBridge("external", "02:00:00:00:00:03", bridgeAddresses.external);
  // These settings do not exist until there is a bridge.
  run("sysctl -qw net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1");
}

/**
 * Creates a network namespace that can connect to all others through the node. The number must be unique. If
 * `receivesRejections` is false, the namespace drops ICMP "destination unreachable" messages.
 */
export function createNetworkNamespace(
  name: string,
  bridge: Bridge,
  number: number,
  addresses: readonly [ipv4: string, ipv6: string],
  receivesRejections: boolean,
): void {
  const local = [...nodeAddresses, ...Object.values(bridgeAddresses).flat()].map((address) => address.split("/")[0]);
  for (const address of addresses) {
    if (local.includes(address)) throw new Error(`${name} cannot use ${address}, because the node uses it`);
  }
  const link = `v${bridge}${number}`;
  run(`ip netns add ${name}`);
  run(`ip link add ${link} type veth peer name eth0 netns ${name}`);
  run(`ip link set ${link} master ${bridge} up`);
  run(`ip -n ${name} link set lo up`);
  run(`ip -n ${name} link set eth0 up`);
  for (const [i, address] of addresses.entries()) {
    const [router = ""] = (bridgeAddresses[bridge][i] ?? "").split("/");
    // The network contains a single address, so any address works. `nodad` disables duplicate address detection, which takes time.
    run(`ip -n ${name} addr add ${address}/${i === 0 ? "32" : "128 nodad"} dev eth0`);
    run(`ip -n ${name} route add ${router} dev eth0`);
    run(`ip -n ${name} route add default via ${router}`);
    run(`ip route add ${address} dev ${bridge}`);
  }
  if (receivesRejections) return;
  // The engine rejects denied packets with "port unreachable", so the source gets the same error as for a port without a listener.
  // If the host drops these messages, a denied connection times out, which distinguishes it from a connection to a closed port.
  run(`ip netns exec ${name} iptables -A INPUT -p icmp --icmp-type destination-unreachable -j DROP`);
  run(`ip netns exec ${name} ip6tables -A INPUT -p icmpv6 --icmpv6-type destination-unreachable -j DROP`);
}

export function removeNetworkNamespace(name: string): void {
  run(`ip netns del ${name}`);
}

/**
 * Creates a bridge with a fixed hardware address. Otherwise, the bridge would use the lowest address of its ports. That address
 * changes when hosts join, and neighbors would then lose the bridge.
 */
function createBridge(name: string, hardwareAddress: string, addresses: readonly string[]): void {
  run(`ip link add ${name} address ${hardwareAddress} type bridge`);
  for (const address of addresses) run(`ip addr add ${address}${address.includes(":") ? " nodad" : ""} dev ${name}`);
  run(`ip link set ${name} up`);
}

function run(command: string): void {
  const [program = "", ...args] = command.split(" ");
  execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}
