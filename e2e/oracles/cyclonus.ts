import { spawnSync } from "node:child_process";
import { isIPv4 } from "node:net";
import type { Connection } from "../../analysis/evaluate";
import type { Party } from "../../analysis/party";
import { type Answer, portText } from "./answer";
import { askedPorts, namesOf, type Port } from "./asked";
import type { Case } from "./generator";

/** What cyclonus says of a connection. */
export interface OracleAnswer {
  /** Cyclonus as it is. */
  cyclonus: Answer;
  /** With label selectors read by Kubernetes' own code. */
  kubernetesSelectors: Answer;
}

export interface CaseAnswer {
  /** What the API server would have against the policies; where there is anything, nothing else is answered. */
  problems: string[];
  connections: OracleAnswer[];
}

/** Asks cyclonus about all cases at once. */
export function askCyclonus(cases: readonly Case[]): CaseAnswer[] {
  const { status, stdout, stderr } = spawnSync("cyclonus-oracle", {
    input: cases.map((one) => JSON.stringify(wireCase(one))).join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`cyclonus-oracle ended with ${status}: ${stderr}`);
  const lines = stdout.trimEnd().split("\n");
  return cases.map(({ connections }, i) => {
    const { problems, connections: answers } = JSON.parse(lines[i] ?? "") as WireAnswer;
    if (answers === null) return { problems, connections: [] };
    let next = 0;
    return {
      problems,
      connections: connections.map((connection) => {
        const pairs = addressPairs(connection);
        const asked = pairs.map((pair, k) => ({ ...pair, ...answers[next + k] }));
        next += pairs.length;
        const usable = asked.some(({ isOneFamily }) => isOneFamily) ? asked.filter((pair) => pair.isOneFamily) : asked;
        const ports = askedPorts(connection);
        return {
          cyclonus: joined(
            ports,
            usable.map(({ cyclonus = [] }) => cyclonus),
          ),
          kubernetesSelectors: joined(
            ports,
            usable.map(({ kubernetesSelectors = [] }) => kubernetesSelectors),
          ),
        };
      }),
    };
  });
}

interface Allowed {
  egress: boolean;
  ingress: boolean;
  total: boolean;
}

interface WireAnswer {
  problems: string[];
  connections: { cyclonus: Allowed[]; kubernetesSelectors: Allowed[] }[] | null;
}

function wireCase({ policies, connections }: Case): object {
  return { policies, connections: connections.flatMap(wireConnections) };
}

function wireConnections(connection: Connection): object[] {
  const { from, to } = connection;
  const ports = askedPorts(connection).map((port) => ({ ...port, names: namesOf(to, port) }));
  return addressPairs(connection).map(({ source, target }) => ({
    from: wireEnd(from, source),
    to: wireEnd(to, target),
    ports,
  }));
}

function wireEnd(party: Party, ip: string): object {
  if ("address" in party) return { ip };
  const { namespace, namespaceLabels, labels } = party;
  return { ip, pod: { namespace, namespaceLabels, labels } };
}

/** Packets go between addresses of one family. */
function addressPairs({ from, to }: Connection): { source: string; target: string; isOneFamily: boolean }[] {
  return addresses(from).flatMap((source) =>
    addresses(to).map((target) => ({ source, target, isOneFamily: isIPv4(source) === isIPv4(target) })),
  );
}

function addresses(party: Party): readonly string[] {
  return "address" in party ? [party.address] : (party.ips ?? []);
}

/** A port is open where it is between some pair of addresses; a connection is allowed where some port is. */
function joined(ports: readonly Port[], perPair: readonly Allowed[][]): Answer {
  const some = (what: keyof Allowed): string =>
    perPair.some((allowed) => allowed.some((port) => port[what])) ? "allowed" : "denied";
  return {
    egress: some("egress"),
    ingress: some("ingress"),
    verdict: some("total"),
    open: ports.filter((_, i) => perPair.some((allowed) => allowed[i]?.total)).map(portText),
  };
}
