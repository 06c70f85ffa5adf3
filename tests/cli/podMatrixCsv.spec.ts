import assert from "node:assert/strict";
import { podMatrix } from "../../analysis/pods/podMatrix";
import { podMatrixCsv } from "../../cli/podMatrixCsv";

const csv = (...given: Parameters<typeof podMatrix>) => [...podMatrixCsv(podMatrix(...given))].join("");

describe("the matrix of all pairs as CSV", () => {
  it("has a line for each connection between classes, fields with a comma in quotes", () => {
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
        "from,to,ports,pairs",
        'vald/agent-0 +1,"vald/app=lb,tier=front",all ports,2',
        '"vald/app=lb,tier=front",vald/agent-0 +1,"TCP 3000, 8081",2',
        "",
      ].join("\n"),
    );
  });

  it("is only the heading without pods", () => {
    assert.equal(csv([], []), "from,to,ports,pairs\n");
  });

  it("comes in pieces when it is long", () => {
    const pods = Array.from({ length: 80 }, (_, i) => ({
      namespace: "vald",
      name: `pod-${i}`,
      labels: { app: `app-${i}` },
    }));
    // Each pod admits itself and the next, so that no two are alike.
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
    const pieces = [...podMatrixCsv(podMatrix(policies, pods))];
    assert.equal(pieces.length > 1, true);
    assert.equal(pieces.join("").trimEnd().split("\n").length, 80 * 79 + 1);
  });
});
