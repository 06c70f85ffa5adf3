import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkPolicy } from "../../index";
import { valueOf } from "./recorder";

/** Three API servers, one with an IPv6 address. They and their Service listen on the same port. */
const clusterState: Record<string, object> = {
  "kubernetes:discovery.k8s.io/v1:EndpointSlice": {
    endpoints: [{ addresses: ["198.51.100.9"] }, { addresses: ["2001:db8::1"] }, { addresses: ["198.51.100.7"] }],
    ports: [{ name: "https", port: 443 }],
  },
  "kubernetes:core/v1:Service": {
    spec: { clusterIPs: ["10.96.0.1"], ports: [{ name: "https", port: 443 }] },
  },
};

describe("examples/api-server in a cluster with several API servers", () => {
  let discoverer: NetworkPolicy | undefined;
  const read: unknown[] = [];
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, id, inputs }) => {
        if (id !== undefined && id !== "") read.push([type, id]);
        if (name === "vald-discoverer") discoverer = inputs as NetworkPolicy;
        return { id: id ?? `${name}-id`, state: { ...(inputs as object), ...clusterState[type] } };
      },
      call: ({ token }) => assert.fail(`${token} was called`),
    });
    pulumi.runtime.setAllConfig({ "project:kubeContext": "kind-vald", "project:namespace": "vald" });
    const example = await import("../../examples/api-server/index.js");
    await valueOf(example.policyNames);
  });

  it("reads the Service of the API server and its endpoints", () => {
    assert.deepEqual(read.sort(), [
      ["kubernetes:core/v1:Service", "default/kubernetes"],
      ["kubernetes:discovery.k8s.io/v1:EndpointSlice", "default/kubernetes"],
    ]);
  });

  it("allows each address in a stable order, and each port once", () => {
    assert.deepEqual(discoverer?.spec.egress.at(-1), {
      to: [
        { ipBlock: { cidr: "198.51.100.7/32" } },
        { ipBlock: { cidr: "198.51.100.9/32" } },
        { ipBlock: { cidr: "2001:db8::1/128" } },
        { ipBlock: { cidr: "10.96.0.1/32" } },
      ],
      ports: [{ port: 443 }],
    });
  });
});
