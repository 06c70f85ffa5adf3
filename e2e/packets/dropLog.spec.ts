import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { explainCommand } from "../../cli/commands/explainCommand";
import { type NetworkPoliciesArgs, networkPolicies } from "../../core";
import { blocks } from "../../testing/documents/blocks";
import type { Outcome } from "../cluster/attempt";
import { DropLog, type DroppedPacket } from "../cluster/dropLog";
import { cluster, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";

/** The two values files of docs/troubleshooting.md. The second one adds the edges that the document recommends. */
const [values, fixedValues] = ["values.yaml", "fixed.yaml"].map((name) => {
  const block = blocks().find(({ file, info }) => file === "docs/troubleshooting.md" && info === `yaml ${name}`);
  return parse(block?.code ?? "") as NetworkPoliciesArgs;
}) as [NetworkPoliciesArgs, NetworkPoliciesArgs];

interface Case {
  title: string;
  port: number;
  explanation: (target: Host) => string;
}

const cases: Case[] = [
  {
    title: "a client that calls the lb gateway",
    port: 8081,
    explanation: () => `shop/search -> vald/vald-lb-gateway, TCP 8081: denied
  egress: allowed; no policy isolates shop/search
  ingress: denied; no rule in vald/vald-lb-gateway-allow allows the connection
`,
  },
  {
    title: "an agent that writes a backup",
    port: 443,
    explanation: ({ addresses: [ipv4] }) => `vald/vald-agent-0 -> ${ipv4}, TCP 443: denied
  egress: denied; no rule in vald/vald-agent-allow allows the connection
  ingress: allowed; no policy isolates ${ipv4}
`,
  },
];

describe("packets: denied connections", () => {
  const pairs: [source: Host, target: Host][] = [];
  const outcomes: Outcome[] = [];
  const loggedPackets: (DroppedPacket | undefined)[] = [];
  const loggedBeforeFix: number[] = [];
  let log: DropLog;
  let manifests: string;

  before(async () => {
    const { addNamespace, addPod, addExternalHost, setPolicies } = await cluster();
    for (const name of ["vald", "shop"]) await addNamespace(name);
    pairs.push(
      [
        await addPod("shop", "search", { app: "search" }),
        await addPod("vald", "vald-lb-gateway", { app: "vald-lb-gateway" }),
      ],
      [await addPod("vald", "vald-agent-0", { app: "vald-agent" }), await addExternalHost("bucket")],
    );
    await setPolicies("vald", networkPolicies(values));
    await waitForEngine();
    manifests = await writeManifests();
    log = await DropLog.start();
    for (const [i, [source, target]] of pairs.entries()) {
      outcomes.push(await attempt(i));
      loggedPackets.push(await log.waitForFirst(source.addresses[0], target.addresses[0]));
    }
    await setPolicies("vald", networkPolicies(fixedValues));
    await waitForEngine();
    loggedBeforeFix.push(...pairs.map(loggedCount));
  });
  after(async () => (await cluster()).setPolicies("vald", []));

  function attempt(i: number): Promise<Outcome> {
    const [source, target] = pairs[i]!;
    return source.attempt({ protocol: "TCP", address: target.addresses[0], port: cases[i]!.port, timeout: 1500 });
  }

  function loggedCount([source, target]: [Host, Host]): number {
    return log.between(source.addresses[0], target.addresses[0]).length;
  }

  for (const [i, { title, port, explanation }] of cases.entries()) {
    describe(title, () => {
      it("gets no answer", () => assert.equal(outcomes[i], "timed out"));

      it("is in the engine's log with source, destination and port", () => {
        const [source, destination] = pairs[i]!.map(({ addresses }) => addresses[0]);
        assert.deepEqual(loggedPackets[i], { source, destination, protocol: "TCP", port });
      });

      it("is explained by `explain` when called with the addresses in the log", () => {
        const { source = "", destination = "" } = loggedPackets[i] ?? {};
        const { text, code } = explainCommand(source, destination, {
          values: [],
          manifests: [manifests],
          namespace: "vald",
          port,
          output: "text",
        });
        assert.deepEqual({ text: [...text].join(""), code }, { text: explanation(pairs[i]![1]), code: 1 });
      });

      it("connects with the recommended edge and is not logged again", async () => {
        assert.equal(await attempt(i), "connected");
        assert.equal(loggedCount(pairs[i]!), loggedBeforeFix[i]);
      });
    });
  }
});

/** Writes a file with the output of `kubectl get ns,pods,netpol -A -o yaml`. */
async function writeManifests(): Promise<string> {
  const { api } = await cluster();
  const kinds = [
    ["v1", "Namespace", "/api/v1/namespaces"],
    ["v1", "Pod", "/api/v1/pods"],
    ["networking.k8s.io/v1", "NetworkPolicy", "/apis/networking.k8s.io/v1/networkpolicies"],
  ] as const;
  const lists = await Promise.all(
    kinds.map(async ([apiVersion, kind, path]) =>
      (await api.get<{ items: object[] }>(path)).items.map((item) => ({ apiVersion, kind, ...item })),
    ),
  );
  const file = join(tmpdir(), "manifests.yaml");
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: lists.flat() }));
  return file;
}
