import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { NetworkPolicyManifest, Peer } from "../../core";
import { waitForEngine } from "../cluster/fixture";
import { nodeAddresses } from "../cluster/network";
import { maxStrayRejections, treatmentOf, type Treatment } from "../cluster/treatment";
import { servedPolicies } from "../servedPolicies";
import type { ConnectionKind, SentRequest, Traffic } from "./traffic";
import { clientNamespace, namespace } from "./namespaces";
import type { ValdCluster } from "./valdCluster";

/** Milliseconds for which requests are measured before and after a change. */
const margin = 1000;

/** Milliseconds that requests took. */
interface Latency {
  median: number;
  maximum: number;
}

/** The requests on one kind of connection while policies changed. */
interface RequestReport {
  requests: number;
  failures: SentRequest[];
  /** Of the requests that began before the change, until the engine had programmed it, and after that. */
  latency: Record<"before" | "during" | "after", Latency>;
}

/** What the client of Vald saw while policies changed. */
export interface Report extends Record<ConnectionKind, RequestReport> {
  /** Connections of Vald that were not allowed both before and after the change. */
  denied: string[];
  /** How many milliseconds after the beginning of the change the engine had programmed it. */
  programmed: number;
  /** The new connections that the engine rejected because their rule moved to a higher index. Undefined if it did not move. */
  moving: SentRequest[] | undefined;
}

/** Watches the traffic while policies change. */
export async function monitorChange(
  vald: ValdCluster,
  traffic: Traffic,
  change: () => Promise<unknown>,
): Promise<Report> {
  await waitForEngine();
  const before = await deployedPolicies(vald);
  await pause(margin);
  const start = Date.now();
  await change();
  await waitForEngine();
  const programmed = Date.now();
  await pause(margin);
  const after = await deployedPolicies(vald);

  const requests = await traffic.take();
  const treatments = connectionsOf(vald).map(([title, connection]): [string, Treatment] => [
    title,
    treatmentOf(connection, before, after),
  ]);
  const isMoving = treatments.some(([title, treatment]) => title === probedConnection && treatment === "moving");
  const isEnginePause = (request: SentRequest) =>
    isMoving && isRejection(request) && request.start >= start && request.start <= programmed;
  const reportOf = (kind: ConnectionKind): RequestReport => {
    const ofKind = requests.filter(({ connection }) => connection === kind);
    const latencyIn = (from: number, to: number) =>
      latencyOf(ofKind.filter(({ start }) => start >= from && start < to));
    return {
      requests: ofKind.length,
      failures: ofKind.filter((request) => request.code !== "OK" && !isEnginePause(request)),
      latency: {
        before: latencyIn(0, start),
        during: latencyIn(start, programmed),
        after: latencyIn(programmed, Infinity),
      },
    };
  };
  return {
    established: reportOf("established"),
    new: reportOf("new"),
    denied: treatments.flatMap(([title, treatment]) =>
      treatment === "allowed" || treatment === "moving" ? [] : [title],
    ),
    programmed: programmed - start,
    moving: isMoving ? requests.filter((request) => request.code !== "OK" && isEnginePause(request)) : undefined,
  };
}

const probedConnection = "search -> vald-lb-gateway-0";

/** The connections on which the traffic depends. */
function connectionsOf(vald: ValdCluster): [title: string, connection: Parameters<typeof treatmentOf>[0]][] {
  const podsOf = (...workloads: string[]) => workloads.flatMap((workload) => vald.podsOf(workload).map(podPeer));
  const [lb, filter, indexManager, discoverers] = [
    podsOf("vald-lb-gateway"),
    podsOf("vald-filter-gateway"),
    podsOf("vald-manager-index"),
    podsOf("vald-discoverer"),
  ] as const;
  const agents = podsOf("vald-agent");
  const client = podPeer({ ...vald.client, namespace: clientNamespace, labels: { app: "search" } });
  const pairs: [sources: NamedPeer[], targets: NamedPeer[], protocol: string, port: number][] = [
    [[client], [...lb, ...filter], "TCP", 8081],
    [filter, lb, "TCP", 8081],
    [[...lb, ...indexManager], [...agents, ...discoverers], "TCP", 8081],
    [[...lb, ...filter, ...indexManager, ...discoverers], [podPeer(vald.dns)], "UDP", 53],
    [discoverers, [{ title: "API server", peer: { address: nodeAddresses[0] } }], "TCP", 6443],
  ];
  return pairs.flatMap(([sources, targets, protocol, port]) =>
    sources.flatMap((from) =>
      targets.map((to): ReturnType<typeof connectionsOf>[number] => [
        `${from.title} -> ${to.title}`,
        { from: from.peer, to: to.peer, protocol, port },
      ]),
    ),
  );
}

interface NamedPeer {
  title: string;
  peer: Peer;
}

function podPeer({
  name,
  namespace,
  labels,
  address,
}: {
  name: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  address: string;
}): NamedPeer {
  return { title: name, peer: { name, namespace, labels, ips: [address] } };
}

async function deployedPolicies({ cluster: { api } }: ValdCluster): Promise<NetworkPolicyManifest[]> {
  return Object.values(await servedPolicies(api, namespace));
}

/** Whether the engine rejected the new connection of a request. */
function isRejection({ connection, message }: SentRequest): boolean {
  return connection === "new" && message?.includes("connect: connection refused") === true;
}

function latencyOf(requests: readonly SentRequest[]): Latency {
  const sorted = requests.map(({ start, end }) => end - start).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? NaN, maximum: sorted.at(-1) ?? NaN };
}

/** Fails if a request failed, or there were too few requests to be sure. */
export function assertNoOutage(report: Report): void {
  assert.deepEqual(report.denied, []);
  const failures = [...report.established.failures, ...report.new.failures];
  const areStray = failures.length <= maxStrayRejections && failures.every(isRejection);
  assert.deepEqual(areStray ? [] : failures, []);
  assert.ok(report.established.requests > 30 && report.new.requests > 2, reportText(report));
}

/** A human-readable report in one line. */
export function reportText({ established, new: ofNew, programmed, moving }: Report): string {
  const latencyText = ({ median, maximum }: Latency) => `${median}/${maximum}`;
  const text = ({ requests, failures, latency }: RequestReport) =>
    `${requests} requests, ${failures.length} failed, ` +
    `${latencyText(latency.before)} ms before, ${latencyText(latency.during)} during, ${latencyText(latency.after)} after`;
  return [
    `established connections: ${text(established)}`,
    `new connections: ${text(ofNew)}${moving === undefined ? "" : `, ${moving.length} rejected while their rule moved`}`,
    `programmed after ${programmed} ms (latencies are median/maximum)`,
  ].join("; ");
}
