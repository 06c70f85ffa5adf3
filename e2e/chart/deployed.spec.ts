import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Component, componentNames, fromChartValues, networkPolicies } from "../../policies";
import { type DeployedPod, deployedPods } from "./deployedPods";
import { rendered, values } from "./rendered";

const table: Component[] = ["agent", "discoverer", "lbGateway", "indexManager"];

/** Each values file, with the components that it deploys. */
const files: Record<string, Component[]> = {
  "default.yaml": table,
  "renamed.yaml": [...table, "filterGateway", "mirrorGateway", "indexCorrection"],
  "filterAlone.yaml": ["agent", "discoverer", "filterGateway", "indexManager"],
  "mirror.yaml": [...table, "filterGateway", "mirrorGateway"],
  "readReplica.yaml": [...table, "agentReadreplica"],
  "jobs.yaml": [...table, "indexCreation", "indexSave", "indexCorrection", "indexDeletion"],
  "rotator.yaml": [...table, "agentReadreplica", "readreplicaRotator"],
  "rest.yaml": table,
  "ports.yaml": [...table, "agentReadreplica"],
  "observability.yaml": table,
  "restoring.yaml": table,
  "faiss.yaml": table,
  "custom.yaml": table,
  "standalone.yaml": ["agent"],
  "release.yaml": table,
};

describe("what Vald's chart deploys", () => {
  it("is looked at for every values file", () => {
    assert.deepEqual(Object.keys(files).sort(), readdirSync(join(__dirname, "values")).sort());
  });

  for (const [file, deployed] of Object.entries(files)) {
    describe(`with ${file}`, () => {
      const given = values(file);
      let pods: DeployedPod[];
      before(async () => {
        pods = deployedPods(await rendered(given));
      });

      it("is the components that the args turn on", () => {
        const inOrder = componentNames.filter((component) => deployed.includes(component));
        const found = pods.map(({ component }) => component);
        assert.deepEqual(
          componentNames.filter((component) => found.includes(component)),
          inOrder,
        );
        const { components } = fromChartValues(given).args;
        // Where nothing starts the rotator, its policy waits for a job that somebody starts by hand.
        const on = componentNames.filter(
          (c) => components?.[c]?.enabled === true && (c !== "readreplicaRotator" || found.includes(c)),
        );
        assert.deepEqual(on, inOrder);
      });

      it("is selected by the policy of its component, and by no other", () => {
        const { args } = fromChartValues(given);
        const policies = networkPolicies({ ...args, defaults: { networkPolicy: { enabled: true } } });
        const on = componentNames.filter((component) => args.components?.[component]?.enabled === true);
        const selecting = pods.map(({ labels }) =>
          on.filter((_, i) =>
            Object.entries(policies[i]?.spec.podSelector.matchLabels ?? {}).every(
              ([key, value]) => labels[key] === value,
            ),
          ),
        );
        assert.deepEqual(
          selecting,
          pods.map(({ component }) => (component === undefined ? [] : [component])),
        );
      });

      it("serves on the ports of the args", () => {
        const { components } = fromChartValues(given).args;
        const served = pods.flatMap(({ component, ports: { grpc, rest, readiness } }) =>
          component === undefined ? [] : [[component, { grpc, rest, readiness }]],
        );
        const expected = pods.flatMap(({ component }) => {
          if (component === undefined) return [];
          // What the args do not say is the default of the package.
          const { grpc = 8081, rest, readiness = 3001 } = components?.[component]?.ports ?? {};
          return [[component, { grpc, rest, readiness }]];
        });
        assert.deepEqual(served, expected);
      });
    });
  }
});
