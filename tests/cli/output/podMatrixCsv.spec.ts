import assert from "node:assert/strict";
import { podMatrix } from "../../../analysis/allPairs/podMatrix";
import { podMatrixCsv } from "../../../cli/output/podMatrixCsv";

const csv = (...input: Parameters<typeof podMatrix>) => [...podMatrixCsv(podMatrix(...input))].join("");

describe("podMatrixCsv", () => {
  it("prints a line for each connection between classes, and quotes fields with a comma", () => {
    const pods = [
      { namespace: "vald", name: "agent-0", labels: { app: "agent" } },
      { namespace: "vald", name: "agent-1", labels: { app: "agent" } },
      { namespace: "vald", labels: { app: "lb", tier: "front" } },
    ];
    const policy = {
      metadata: { name: "agent", namespace: "vald" },
      spec: {
        podSelector: { matchLabels: { app: "agent" } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: "lb" } } }], ports: [{ port: 8081 }, { port: 3000 }] }],
      },
    };
    assert.equal(
      csv([policy], pods),
      [
        "from,to,ports,pairs,verdict",
        'vald/agent-0 +1,"vald/app=lb,tier=front",all ports,2,allowed',
        '"vald/app=lb,tier=front",vald/agent-0 +1,"TCP 3000, 8081",2,allowed',
        "",
      ].join("\n"),
    );
  });

  it("prints only the header if there are no pods", () => {
    assert.equal(csv([], []), "from,to,ports,pairs,verdict\n");
  });

  it("yields long output in chunks", () => {
    const pods = Array.from({ length: 80 }, (_, i) => ({
      namespace: "vald",
      name: `pod-${i}`,
      labels: { app: `app-${i}` },
    }));
    // Each pod admits the next pod on all ports and everyone on a port that no other pod opens, so each pod is its own class.
    const policies = pods.map((_, i) => ({
      metadata: { name: `policy-${i}`, namespace: "vald" },
      spec: {
        podSelector: { matchLabels: { app: `app-${i}` } },
        ingress: [
          { ports: [{ port: 1000 + i }] },
          { from: [{ podSelector: { matchLabels: { app: `app-${(i + 1) % 80}` } } }] },
        ],
      },
    }));
    const chunks = [...podMatrixCsv(podMatrix(policies, pods))];
    assert.ok(chunks.length > 1);
    assert.equal(chunks.join("").trimEnd().split("\n").length, 80 * 79 + 1);
  });
});
