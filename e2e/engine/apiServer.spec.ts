import assert from "node:assert/strict";
import { isIP } from "node:net";
import type { Stack, UpResult } from "@pulumi/pulumi/automation";
import type { EgressRule } from "../../core";
import { apiService, type EndpointSlice, registeredSlice, type Service } from "./apiServerObjects";
import { namespaceNames, servedPolicies } from "./cluster";
import { normalize } from "../normalize";
import { previewedInputs } from "../previewedInputs";
import { exampleStack } from "./project";

describe("the example that looks up the API server", () => {
  const namespace = "api-server";
  /** The rule for DNS, which every component has. */
  const dnsRule: EgressRule = {
    to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
    ports: [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 53 },
    ],
  };
  let slice: EndpointSlice;
  let service: Service;
  let apiServerRule: EgressRule;
  let stack: Stack;
  let inputs: Record<string, unknown>;
  let up: UpResult;

  before(async () => {
    slice = await registeredSlice();
    service = await apiService();
    apiServerRule = {
      to: [
        { ipBlock: { cidr: `${slice.endpoints[0]?.addresses[0]}/32` } },
        { ipBlock: { cidr: `${service.spec.clusterIP}/32` } },
      ],
      ports: [
        { protocol: "TCP", port: slice.ports[0]!.port },
        { protocol: "TCP", port: 443 },
      ],
    };

    stack = await exampleStack("api-server", "examples/api-server");
    await stack.setConfig("namespace", { value: namespace });
    inputs = await previewedInputs(stack);
    up = await stack.up();
  });

  it("finds an API server with one IPv4 address and one port, and a Service with port 443", () => {
    const addresses = slice.endpoints.flatMap((endpoint) => endpoint.addresses);
    assert.deepEqual(addresses.map(isIP), [4]);
    assert.deepEqual([slice.ports.length, service.spec.ports.map(({ port }) => port)], [1, [443]]);
  });

  it("knows the addresses and ports in the first preview", () => {
    const { spec } = inputs["vald-discoverer"] as { spec: { egress: EgressRule[] } };
    assert.deepEqual(normalize(spec.egress), [dnsRule, apiServerRule]);
  });

  it("creates the stack, a provider, a namespace, the Pulumi component and five policies", () => {
    assert.deepEqual(up.summary.resourceChanges, { create: 9 });
  });

  it("lets the discoverer connect to the API server and its Service", async () => {
    const { "vald-discoverer-allow": discoverer } = await servedPolicies(namespace);
    assert.deepEqual(discoverer?.spec.egress, [dnsRule, apiServerRule]);
  });

  it("lets no other component connect to an address", async () => {
    const policies = Object.entries(await servedPolicies(namespace));
    assert.deepEqual(
      policies.map(([name, { spec }]) => [name, spec.egress.flatMap(({ to = [] }) => to).some((peer) => peer.ipBlock)]),
      [
        ["vald-agent-allow", false],
        ["vald-discoverer-allow", true],
        ["vald-filter-gateway-allow", false],
        ["vald-lb-gateway-allow", false],
        ["vald-manager-index-allow", false],
      ],
    );
  });

  it("outputs the openings", () => {
    const ports = `TCP 443, ${slice.ports[0]?.port}`;
    assert.deepEqual(
      up.outputs["openings"]?.value,
      [
        `discoverer -> ${service.spec.clusterIP}/32, ${ports}`,
        `discoverer -> ${slice.endpoints[0]?.addresses[0]}/32, ${ports}`,
      ].sort(),
    );
  });

  it("shows no change in a second preview", async () => {
    assert.deepEqual((await stack.preview({ expectNoChanges: true })).changeSummary, { read: 2, same: 9 });
  });

  it("deletes the objects that it created, and none that it looked up", async () => {
    assert.deepEqual((await stack.destroy()).summary.resourceChanges, { delete: 9, discard: 2 });
    assert.deepEqual((await apiService()).spec, service.spec);
  });

  it("deletes its namespace", async () => {
    assert.equal((await namespaceNames()).includes(namespace), false);
  });
});
