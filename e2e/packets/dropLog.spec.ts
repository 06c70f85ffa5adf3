import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { explain } from "../../cli/explain";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { blocks } from "../../tests/documents/blocks";
import type { Outcome } from "./attempt";
import { DropLog, type Dropped } from "./dropLog";
import type { Host } from "./host";
import { canary, cluster } from "./world";

/** What docs/troubleshooting.md goes through: Vald by its values, and then with the edges that it says to add. */
const [denying, admitting] = ["values.yaml", "fixed.yaml"].map((name) => {
  const block = blocks().find(({ file, info }) => file === "docs/troubleshooting.md" && info === `yaml ${name}`);
  return parse(block?.code ?? "") as NetworkPoliciesArgs;
}) as [NetworkPoliciesArgs, NetworkPoliciesArgs];

interface Case {
  about: string;
  port: number;
  /** What is denied at which end. */
  denied: (to: Host) => string;
}

const cases: Case[] = [
  {
    about: "a client that calls the lb gateway",
    port: 8081,
    denied: () => `shop/search -> vald/vald-lb-gateway, TCP 8081: denied
  egress: allowed; no policy isolates shop/search
  ingress: denied; no rule of vald/vald-lb-gateway-allow lets it through
`,
  },
  {
    about: "an agent that makes a backup",
    port: 443,
    denied: (to) => `vald/vald-agent-0 -> ${to.addresses[0]}, TCP 443: denied
  egress: denied; no rule of vald/vald-agent-allow lets it through
  ingress: allowed; no policy isolates ${to.addresses[0]}
`,
  },
];

describe("what is denied, by packets", () => {
  const ends: [from: Host, to: Host][] = [];
  const outcomes: Outcome[] = [];
  const logged: (Dropped | undefined)[] = [];
  const counts: number[] = [];
  let log: DropLog;
  let manifests: string;

  before(async () => {
    const { addNamespace, addPod, addOutside, setPolicies } = await cluster();
    const engine = await canary();
    for (const name of ["vald", "shop"]) await addNamespace(name);
    ends.push(
      [
        await addPod("shop", "search", { app: "search" }),
        await addPod("vald", "vald-lb-gateway", { app: "vald-lb-gateway" }),
      ],
      [await addPod("vald", "vald-agent-0", { app: "vald-agent" }), await addOutside("bucket")],
    );
    await setPolicies("vald", networkPolicies(denying));
    await engine.programmed();
    manifests = await served();
    log = await DropLog.start();
    for (const [i, [from, to]] of ends.entries()) {
      outcomes.push(await tried(i));
      logged.push(await log.first(from.addresses[0], to.addresses[0]));
    }
    await setPolicies("vald", networkPolicies(admitting));
    await engine.programmed();
    counts.push(...ends.map(([from, to]) => log.all(from.addresses[0], to.addresses[0]).length));
  });
  after(async () => (await cluster()).setPolicies("vald", []));

  function tried(i: number): Promise<Outcome> {
    const [from, to] = ends[i]!;
    const { port } = cases[i]!;
    return from.attempt({ protocol: "TCP", address: to.addresses[0], port, milliseconds: 1500 });
  }

  for (const [i, { about, port, denied }] of cases.entries()) {
    describe(about, () => {
      it("gets no answer", () => assert.equal(outcomes[i], "timed out"));

      it("is in the engine's log, with source, destination and port", () => {
        const [source, destination] = ends[i]!.map(({ addresses }) => addresses[0]);
        assert.deepEqual(logged[i], { source, destination, protocol: "TCP", port });
      });

      it("is explained by what the log says: which end denied it", () => {
        const { source = "", destination = "" } = logged[i] ?? {};
        const { text, code } = explain(source, destination, {
          values: [],
          manifests,
          namespace: "vald",
          port,
          output: "text",
        });
        assert.deepEqual({ text: [...text].join(""), code }, { text: denied(ends[i]![1]), code: 1 });
      });

      it("connects with the edge that the document says to add, and is not in the log again", async () => {
        assert.equal(await tried(i), "connected");
        const [from, to] = ends[i]!;
        assert.equal(log.all(from.addresses[0], to.addresses[0]).length, counts[i]);
      });
    });
  }
});

/** A file with what `kubectl get ns,pods,netpol -A -o yaml` prints. */
async function served(): Promise<string> {
  const { api } = await cluster();
  const lists = await Promise.all(
    (
      [
        ["v1", "Namespace", "/api/v1/namespaces"],
        ["v1", "Pod", "/api/v1/pods"],
        ["networking.k8s.io/v1", "NetworkPolicy", "/apis/networking.k8s.io/v1/networkpolicies"],
      ] as const
    ).map(async ([apiVersion, kind, path]) =>
      (await api.get<{ items: object[] }>(path)).items.map((item) => ({ apiVersion, kind, ...item })),
    ),
  );
  const file = join(tmpdir(), "served.yaml");
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: lists.flat() }));
  return file;
}
