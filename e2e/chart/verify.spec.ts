import assert from "node:assert/strict";
import {
  fromChartValues,
  networkPolicies,
  type NetworkPolicyManifest,
  type Verification,
  verify,
} from "../../policies";
import { type Difference, optionSets } from "./chartPolicies";
import { rendered } from "./rendered";

describe("the chart's own policies, held to what Vald needs", () => {
  for (const [what, { values, charts, open, closed }] of Object.entries(optionSets)) {
    describe(`with ${what}`, () => {
      let policies: NetworkPolicyManifest[];
      let verification: Verification;
      before(async () => {
        const objects = await rendered(values, charts);
        policies = objects
          .filter(({ manifest }) => manifest.kind === "NetworkPolicy")
          .map(({ manifest }) => manifest as NetworkPolicyManifest);
        verification = verify({ policies, args: { ...fromChartValues(values).args, namespace: "vald" } });
      });

      it("are of the same names as ours", () => {
        const names = policies.map(({ metadata }) => metadata?.name);
        const ours = networkPolicies(fromChartValues(values).args).map(({ metadata }) => metadata.name);
        assert.deepEqual(
          ours.filter((name) => !names.includes(name)),
          [],
        );
      });

      it("let through exactly this in excess", () => {
        assert.deepEqual(connections(verification.open), pairs(open));
      });

      it("lack exactly this", () => {
        assert.deepEqual(connections(verification.closed), pairs(closed));
      });
    });
  }
});

function connections(differences: Verification["open"]): string[] {
  const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
  for (const { ports } of differences) assert.deepEqual(ports, everyPort);
  return differences.map(({ from, to }) => `${from} -> ${to}`).sort();
}

function pairs(differences: readonly Difference[]): string[] {
  return differences.flatMap(({ from, to }) => from.flatMap((one) => to.map((other) => `${one} -> ${other}`))).sort();
}
