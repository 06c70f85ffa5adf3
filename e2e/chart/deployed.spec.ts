import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Component, componentNames, fromChartValues, networkPolicies } from "../../core";
import { type DeployedPod, deployedPods } from "./deployedPods";
import { readValues, renderCharts } from "./renderCharts";

const tableComponents: Component[] = ["agent", "discoverer", "lbGateway", "indexManager"];

/** The components that the chart deploys with each values file, in the order of `componentNames`. */
const deployments: Record<string, Component[]> = {
  "default.yaml": tableComponents,
  "renamed.yaml": [...tableComponents, "filterGateway", "mirrorGateway", "indexCorrection"],
  "filterAlone.yaml": ["agent", "discoverer", "filterGateway", "indexManager"],
  "mirror.yaml": [...tableComponents, "filterGateway", "mirrorGateway"],
  "readReplica.yaml": [...tableComponents, "agentReadreplica"],
  "jobs.yaml": [...tableComponents, "indexCreation", "indexSave", "indexCorrection", "indexDeletion"],
  "rotator.yaml": [...tableComponents, "agentReadreplica", "readreplicaRotator"],
  "rest.yaml": tableComponents,
  "ports.yaml": [...tableComponents, "agentReadreplica"],
  "observability.yaml": tableComponents,
  "restoring.yaml": tableComponents,
  "faiss.yaml": tableComponents,
  "custom.yaml": tableComponents,
  "standalone.yaml": ["agent"],
  "release.yaml": tableComponents,
};

describe("Vald's chart", () => {
  it("is tested with every values file", () => {
    assert.deepEqual(Object.keys(deployments).sort(), readdirSync(join(__dirname, "values")).sort());
  });

  for (const [file, expected] of Object.entries(deployments)) {
    describe(`with ${file}`, () => {
      const values = readValues(file);
      const { args } = fromChartValues(values);
      const enabled = componentNames.filter((component) => args.components?.[component]?.enabled === true);
      let pods: DeployedPod[];
      before(async () => {
        pods = deployedPods(await renderCharts(values));
      });

      it("deploys the components that the args enable", () => {
        const deployed = new Set(pods.map(({ component }) => component));
        deployed.delete(undefined);
        assert.deepEqual([...deployed].sort(), [...expected].sort());
        // If the chart does not start the rotator, the rotator's policy applies to a manually started job.
        const started = enabled.filter((component) => component !== "readreplicaRotator" || deployed.has(component));
        assert.deepEqual([...started].sort(), [...expected].sort());
      });

      it("deploys pods that only their component's policy selects", () => {
        const policies = networkPolicies({ ...args, defaults: { networkPolicy: { enabled: true } } });
        const selectedBy = pods.map(({ labels }) =>
          enabled.filter((_, i) =>
            Object.entries(policies[i]?.spec.podSelector.matchLabels ?? {}).every(
              ([key, value]) => labels[key] === value,
            ),
          ),
        );
        assert.deepEqual(
          selectedBy,
          pods.map(({ component }) => (component === undefined ? [] : [component])),
        );
      });

      it("deploys pods that serve on the ports in the args", () => {
        for (const { component, ports } of pods) {
          if (component === undefined) continue;
          const { grpc, rest, readiness } = ports;
          // The args omit ports that equal the package's defaults.
          const {
            grpc: grpcArg = 8081,
            rest: restArg,
            readiness: readinessArg = 3001,
          } = args.components?.[component]?.ports ?? {};
          assert.deepEqual([component, grpc, rest, readiness], [component, grpcArg, restArg, readinessArg]);
        }
      });
    });
  }
});
