import assert from "node:assert/strict";
import {
  type ConnectionDifference,
  endpointText,
  fromChartValues,
  networkPolicies,
  type NetworkPolicyManifest,
  type Verification,
  verify,
} from "../../core";
import { chartCases, type KnownDifference } from "./chartPolicies";
import { renderCharts } from "./renderCharts";

describe("the chart's own policies, compared with the connections that Vald needs", () => {
  for (const [title, { values, charts, unexpected, missing }] of Object.entries(chartCases)) {
    describe(`with ${title}`, () => {
      let policies: NetworkPolicyManifest[];
      let verification: Verification;
      before(async () => {
        const objects = await renderCharts(values, charts);
        policies = objects
          .filter(({ manifest }) => manifest.kind === "NetworkPolicy")
          .map(({ manifest }) => manifest as NetworkPolicyManifest);
        verification = verify({ policies, args: { ...fromChartValues(values).args, namespace: "vald" } });
      });

      it("include policies with the names of all our policies", () => {
        const chartNames = policies.map(({ metadata }) => metadata?.name);
        const ourNames = networkPolicies(fromChartValues(values).args).map(({ metadata }) => metadata.name);
        const missingNames = ourNames.filter((name) => !chartNames.includes(name));
        assert.deepEqual(missingNames, []);
      });

      it("allow exactly the listed unneeded connections", () => {
        assert.deepEqual(connections(verification.unexpected), pairs(unexpected));
      });

      it("deny exactly the listed needed connections", () => {
        assert.deepEqual(connections(verification.missing), pairs(missing));
      });
    });
  }
});

function connections(differences: readonly ConnectionDifference[]): string[] {
  const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
  for (const { ports } of differences) assert.deepEqual(ports, everyPort);
  return differences.map(({ from, to }) => `${endpointText(from)} -> ${endpointText(to)}`).sort();
}

function pairs(differences: readonly KnownDifference[]): string[] {
  return differences
    .flatMap(({ from, to }) => from.flatMap((source) => to.map((target) => `${source} -> ${target}`)))
    .sort();
}
