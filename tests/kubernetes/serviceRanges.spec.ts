import assert from "node:assert/strict";
import { explain } from "../../core";
import { serviceRangeOf } from "../../kubernetes/serviceRanges";

describe("a usual range of Service addresses", () => {
  for (const [text, cidr] of [
    ["10.96.0.10", "10.96.0.0/12"],
    // The first addresses on EKS.
    ["10.100.0.1", "10.96.0.0/12"],
    ["172.20.0.1", "172.20.0.0/16"],
    ["10.43.0.10", "10.43.0.0/16"],
    ["34.118.224.10", "34.118.224.0/20"],
    ["172.30.0.10", "172.30.0.0/16"],
    ["fd00:10:96::a", "fd00:10:96::/108"],
    // DNS on AKS. Other addresses in 10.0.0.0/16 are often machines.
    ["10.0.0.10", "10.0.0.10/32"],
    ["10.0.0.11", undefined],
    ["10.96.0.0/16", "10.96.0.0/12"],
    ["10.0.0.0/8", undefined],
    ["10.244.0.1", undefined],
    ["203.0.113.7", undefined],
  ] as const)
    it(`${cidr === undefined ? "does not contain" : "contains"} ${text}`, () =>
      assert.equal(serviceRangeOf(text)?.cidr, cidr));

  it("is part of an explanation, because the answer may be wrong, unless the network plugin sees the Service", () => {
    const rangeFor = (address: string, cni?: "vpc-cni") =>
      explain({ args: { ...(cni && { cni }) } }, { from: "agent", to: { address }, port: 53 }).serviceRange?.platforms;
    assert.equal(rangeFor("10.43.0.10"), "k3s");
    assert.equal(rangeFor("10.43.0.10", "vpc-cni"), undefined);
    assert.equal(rangeFor("192.0.2.1"), undefined);
  });
});
