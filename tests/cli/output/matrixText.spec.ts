import assert from "node:assert/strict";
import { widthOf } from "../../../cli/output/matrixCells";
import { matrixText } from "../../../cli/output/matrixText";
import { maxTextWidth } from "../../../cli/output/wrapText";
import { type EdgeArgs, matrix, type NetworkPoliciesArgs, networkPolicies } from "../../../core";

const textOf = (args: NetworkPoliciesArgs) => matrixText(matrix({ policies: networkPolicies(args), args }));

const long = (letter: string) => letter.repeat(63);
const edges = Array.from({ length: 12 }, (_, i): EdgeArgs[] => [
  {
    from: { namespace: `${long("n").slice(2)}${i}`, podLabels: { [`${"p.".repeat(120)}io/${long("k")}`]: long("v") } },
    to: { component: i % 2 === 0 ? "agent" : "lbGateway" },
    ports: Array.from({ length: i + 1 }, (_, j) => ({ port: 1000 + 10 * j })),
  },
  { from: { component: "agent" }, to: { cidrs: [`10.${i}.0.0/16`] }, ports: [{ port: 80 + i }, { port: 9000 }] },
]).flat();

describe("matrixText", () => {
  it("is never wider than 120 columns, and never splits a cell between blocks", () => {
    const lines = textOf({ edges }).split("\n");
    assert.deepEqual(
      lines.filter((line) => widthOf(line) > maxTextWidth),
      [],
    );
    assert.equal(lines.filter((line) => line.startsWith("from / to")).length, 3);
    assert.ok(lines.some((line) => line.includes("✅ TCP 91, 9000")));
  });

  it("numbers columns and rows in ascending order", () => {
    const args: NetworkPoliciesArgs = {
      edges: [
        { from: { namespace: "both-directions" }, to: { component: "agent" } },
        { from: { component: "agent" }, to: { namespace: "both-directions" } },
        { from: { namespace: "a-source-only" }, to: { component: "agent" } },
        { from: { component: "agent" }, to: { namespace: "z-target-only" } },
        { from: { namespace: "y-source-only" }, to: { component: "agent" } },
      ],
    };
    const [heading = "", ...lines] = textOf(args).split("\n");
    const numbers = (text: string) => [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    const ofRows = numbers(
      lines
        .slice(0, 8)
        .map((line) => line.slice(0, 4))
        .join("\n"),
    );
    assert.deepEqual(
      [numbers(heading), ofRows],
      [
        [2, 3],
        [1, 2, 4],
      ],
    );
  });

  it("breaks a long cell into lines", () => {
    const ports = [1, 3, 5, 7].map((port) => ({ port: port * 1111 }));
    const args: NetworkPoliciesArgs = {
      edges: [{ from: { namespace: "shop" }, to: { component: "lbGateway" }, ports }],
    };
    assert.equal(
      textOf(args).split("\n\n")[0]?.split("\n").slice(-2).join("\n"),
      `[1]              ⛔        ⛔            ⛔        ✅ TCP 1111, 3333, 5555,       ⛔
                                                             7777`,
    );
  });
});
