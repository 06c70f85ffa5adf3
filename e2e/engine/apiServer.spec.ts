import assert from "node:assert/strict";
import { isIP } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { LocalWorkspace, type Stack, type UpResult } from "@pulumi/pulumi/automation";
import type { EgressRule } from "../../policies";
import { checkout } from "./checkout";
import { namespaceNames, servedPolicies } from "./cluster";
import { previewedInputs } from "./previewedInputs";
import { serverNormalised } from "./serverNormalised";
import { world } from "./world";

interface EndpointSlice {
  endpoints: { addresses: string[] }[];
  ports: { port: number }[];
}

interface Service {
  spec: { clusterIP: string; ports: { port: number }[] };
}

describe("the example with the API server where it is now", () => {
  const namespace = "api-server";
  /** DNS, which every component has. */
  const dns: EgressRule = {
    to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
    ports: [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 53 },
    ],
  };
  let slice: EndpointSlice;
  let service: Service;
  let expected: EgressRule;
  let stack: Stack;
  let previewed: Record<string, unknown>;
  let up: UpResult;

  before(async () => {
    const { environment } = await world();
    slice = await enteredSlice();
    service = await servedService();
    expected = {
      to: [
        { ipBlock: { cidr: `${slice.endpoints[0]?.addresses[0]}/32` } },
        { ipBlock: { cidr: `${service.spec.clusterIP}/32` } },
      ],
      ports: [
        { protocol: "TCP", port: slice.ports[0]!.port },
        { protocol: "TCP", port: 443 },
      ],
    };

    const workDir = join((await checkout()).folder, "examples/api-server");
    stack = await LocalWorkspace.createOrSelectStack({ stackName: "api-server", workDir }, { envVars: environment });
    await stack.setConfig("namespace", { value: namespace });
    previewed = await previewedInputs(stack);
    up = await stack.up();
  });

  it("meets an API server with one IPv4 address and one port, behind a Service on 443", () => {
    const addresses = slice.endpoints.flatMap((endpoint) => endpoint.addresses);
    assert.deepEqual(addresses.map(isIP), [4]);
    assert.deepEqual([slice.ports.length, service.spec.ports.map(({ port }) => port)], [1, [443]]);
  });

  it("knows all of it in the first preview", () => {
    const { spec } = previewed["vald-discoverer"] as { spec: { egress: EgressRule[] } };
    assert.deepEqual(serverNormalised(spec.egress), [dns, expected]);
  });

  it("makes a provider, a namespace, the Pulumi component and five policies, and reads the rest", () => {
    assert.deepEqual(up.summary.resourceChanges, { create: 9 });
  });

  it("lets the discoverer connect to the address and the port of the API server and of its Service", async () => {
    const { "vald-discoverer-allow": discoverer } = await servedPolicies(namespace);
    assert.deepEqual(discoverer?.spec.egress, [dns, expected]);
  });

  it("lets no other component connect to any address", async () => {
    const { "vald-discoverer-allow": _, ...others } = await servedPolicies(namespace);
    assert.deepEqual(
      Object.entries(others).map(([name, { spec }]) => [
        name,
        spec.egress.flatMap(({ to }) => to ?? []).some(({ ipBlock }) => ipBlock !== undefined),
      ]),
      [
        ["vald-agent-allow", false],
        ["vald-filter-gateway-allow", false],
        ["vald-lb-gateway-allow", false],
        ["vald-manager-index-allow", false],
      ],
    );
  });

  it("says what is open beyond the table", () => {
    const ports = `TCP 443, ${slice.ports[0]?.port}`;
    assert.deepEqual(
      up.outputs["opens"]?.value,
      [
        `the discoverer may connect to ${service.spec.clusterIP}/32, ${ports}`,
        `the discoverer may connect to ${slice.endpoints[0]?.addresses[0]}/32, ${ports}`,
      ].sort(),
    );
  });

  it("changes nothing when it is brought up again", async () => {
    assert.deepEqual((await stack.preview({ expectNoChanges: true })).changeSummary, { read: 2, same: 9 });
  });

  it("deletes what it made, and nothing that it looked up", async () => {
    assert.deepEqual((await stack.destroy()).summary.resourceChanges, { delete: 9, discard: 2 });
    assert.deepEqual((await servedService()).spec, service.spec);
  });

  it("leaves no namespace behind", async () => {
    assert.equal((await namespaceNames()).includes(namespace), false);
  });
});

/** The API server enters itself a moment after it says that it is ready, and its Service before that. */
async function enteredSlice(): Promise<EndpointSlice> {
  const { api } = await world();
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await api.get("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes");
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(200);
    }
  }
}

async function servedService(): Promise<Service> {
  const { api } = await world();
  return api.get("/api/v1/namespaces/default/services/kubernetes");
}
