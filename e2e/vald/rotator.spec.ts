import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { ValdNetworkPolicies } from "../../index";
import { renderCharts } from "../chart/renderCharts";
import { stackOf, waitForEngine } from "../cluster/fixture";
import { clusterArgs } from "./clusterArgs";
import { eventually } from "./eventually";
import type { ProgramPod } from "./programPod";
import { namespace } from "./namespaces";
import { installStandIn, logText, type ValdCluster, valdCluster } from "./valdCluster";

const paths: Readonly<Record<string, string>> = {
  Deployment: `/apis/apps/v1/namespaces/${namespace}/deployments`,
  PersistentVolumeClaim: `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
  VolumeSnapshot: `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`,
};

describe("vald: the read replica rotator", () => {
  let vald: ValdCluster;
  let stack: Stack;
  let rotator: ProgramPod;
  let earlierDrops: number;

  before(async () => {
    vald = await valdCluster();
    earlierDrops = vald.drops.packets.length;
    await vald.install(["rotator.yaml"]);
    await createReadReplica(vald);
    rotator = await vald.addRotator("0");
  });
  after(async () => {
    await vald.remove(rotator);
    await stack.destroy();
    await waitForEngine();
    for (const path of Object.values(paths)) await vald.cluster.api.delete(`${path}?labelSelector=vald-readreplica-id`);
  });

  it("fails without its connection to the API server", async () => {
    await setPolicies({ apiServer: { cidrs: ["192.0.2.1/32"] } });
    rotator.start();
    assert.ok(await rotator.reaches("failed", 120_000), rotator.phase);
    assert.match(logText(rotator), /\[FATAL\].*10\.96\.0\.1:443.*connection refused/);
    assert.deepEqual(new Set(vald.deniedAfter(earlierDrops)), new Set([`${rotator.name} -> 198.18.0.10, TCP 6443`]));
  });

  it("replaces a read replica's volume", async () => {
    await setPolicies({ edgePorts: "vald" });
    earlierDrops = vald.drops.packets.length;
    await rotator.restart();
    const { api } = vald.cluster;
    const name = "vald-agent-ngt-readreplica";
    const oldClaim = `${paths["PersistentVolumeClaim"]}/${name}-pvc-0`;
    await eventually(async () => {
      const { metadata } = await api.get<{ metadata: { deletionTimestamp?: string } }>(oldClaim);
      assert.ok(metadata.deletionTimestamp, logText(rotator));
    });
    // In place of the controller that delays the deletion until no pod uses the volume.
    await api.patch(oldClaim, { metadata: { finalizers: null } });
    assert.ok(await rotator.reaches("succeeded", 120_000), logText(rotator));

    const { spec } = await api.get<Deployment>(`${paths["Deployment"]}/${name}-0`);
    assert.match(
      spec.template.spec.volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []).join(),
      /^vald-agent-ngt-readreplica-pvc-0-\d+$/,
    );
  });

  it("has no packet denied", () => {
    assert.deepEqual(vald.deniedAfter(earlierDrops), []);
  });

  async function setPolicies(args: Partial<typeof clusterArgs>): Promise<void> {
    stack = await stackOf("rotator", async () => {
      new ValdNetworkPolicies("vald", {
        ...clusterArgs,
        components: { readreplicaRotator: { enabled: true } },
        ...args,
      });
    });
    await stack.up();
    await waitForEngine();
  }
});

interface Deployment {
  spec: { template: { spec: { volumes: { persistentVolumeClaim?: { claimName: string } }[] } } };
}

/**
 * Creates the objects of the first read replica, as Vald's chart for read replicas does. Nothing runs the replica, and nothing
 * stores its volume.
 */
async function createReadReplica({ cluster: { api } }: ValdCluster): Promise<void> {
  await installStandIn(api, {
    group: "snapshot.storage.k8s.io",
    version: "v1",
    kind: "VolumeSnapshot",
    plural: "volumesnapshots",
    scope: "Namespaced",
  });
  const values: unknown = parse(readFileSync(join(__dirname, "rotator.yaml"), "utf8"));
  for (const { manifest } of await renderCharts(values, ["vald-readreplica"])) {
    const path = paths[manifest.kind];
    const isFirst = manifest.metadata.labels?.["vald-readreplica-id"] === "0";
    if (path !== undefined && isFirst) await api.create(path, manifest);
  }
}
