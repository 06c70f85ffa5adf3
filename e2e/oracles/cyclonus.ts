import { spawnSync } from "node:child_process";
import { isIPv4 } from "node:net";
import type { Connection } from "../../analysis/evaluate/evaluate";
import type { Peer } from "../../analysis/model/peer";
import { type Port, portNamesOf, portText, queriedPorts } from "./queriedPorts";
import type { Case } from "./randomCases";
import type { Verdicts } from "./verdicts";

/** Cyclonus' verdicts on a connection. */
export interface CyclonusVerdicts {
  /** The verdicts of unmodified cyclonus. */
  unchanged: Verdicts;
  /** The verdicts with Kubernetes' own code for label selectors. */
  kubernetesSelectors: Verdicts;
}

/** Cyclonus' verdicts on all cases. The verdicts are undefined for a case whose policies the API server would reject. */
export function askCyclonus(cases: readonly Case[]): (CyclonusVerdicts[] | undefined)[] {
  const { status, stdout, stderr } = spawnSync("cyclonus-oracle", {
    input: cases.map((one) => JSON.stringify(wireCase(one))).join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`cyclonus-oracle ended with ${status}: ${stderr}`);
  const lines = stdout.trimEnd().split("\n");
  return cases.map(({ queries }, i) => {
    const { connections: answers } = JSON.parse(lines[i] ?? "") as WireAnswer;
    if (answers === null) return undefined;
    let next = 0;
    return queries.map(({ connection }) => {
      const pairs = addressPairs(connection);
      const answered = pairs.map((pair, k) => ({ ...pair, ...answers[next + k] }));
      next += pairs.length;
      const oneFamily = answered.filter(({ isOneFamily }) => isOneFamily);
      // If there is no common address family, no connection is possible, but `evaluate` still returns a verdict based on labels.
      const counting = oneFamily.length > 0 ? oneFamily : answered;
      return {
        unchanged: combine(
          connection,
          counting.map(({ cyclonus = [] }) => cyclonus),
        ),
        kubernetesSelectors: combine(
          connection,
          counting.map(({ kubernetesSelectors = [] }) => kubernetesSelectors),
        ),
      };
    });
  });
}

interface Allowed {
  egress: boolean;
  ingress: boolean;
  total: boolean;
}

interface WireAnswer {
  connections: { cyclonus: Allowed[]; kubernetesSelectors: Allowed[] }[] | null;
}

function wireCase({ policies, queries }: Case): object {
  return { policies, connections: queries.flatMap(({ connection }) => wireConnections(connection)) };
}

function wireConnections(connection: Connection): object[] {
  const { from, to } = connection;
  const ports = queriedPorts(connection).map((port) => ({ ...port, names: portNamesOf(to, port) }));
  return addressPairs(connection).map(({ source, target }) => ({
    from: wirePeer(from, source),
    to: wirePeer(to, target),
    ports,
  }));
}

function wirePeer(peer: Peer, ip: string): object {
  if ("address" in peer) return { ip };
  const { namespace, namespaceLabels, labels } = peer;
  return { ip, pod: { namespace, namespaceLabels, labels } };
}

/** All pairs of a source address and a target address. Packets need two addresses in one family. */
function addressPairs({ from, to }: Connection): { source: string; target: string; isOneFamily: boolean }[] {
  return addresses(from).flatMap((source) =>
    addresses(to).map((target) => ({ source, target, isOneFamily: isIPv4(source) === isIPv4(target) })),
  );
}

function addresses(peer: Peer): readonly string[] {
  return "address" in peer ? [peer.address] : (peer.ips ?? []);
}

/** A port is open if it is open between some pair of addresses. A connection is allowed if some queried port is open. */
function combine(connection: Connection, pairs: readonly Allowed[][]): Verdicts {
  const ports = queriedPorts(connection);
  const openPorts = (end: keyof Allowed): Port[] => ports.filter((_, i) => pairs.some((allowed) => allowed[i]?.[end]));
  const verdict = (end: keyof Allowed): string => (openPorts(end).length > 0 ? "allowed" : "denied");
  return {
    egress: verdict("egress"),
    ingress: verdict("ingress"),
    both: verdict("total"),
    open: openPorts("total").map(portText),
  };
}
