import assert from "node:assert/strict";
import { unannouncedSteps } from "../../../testing/releases/unannouncedSteps";

const step = (op: string, type: string, name: string) => ({ op, urn: `urn:pulumi:prod::infra::${type}::${name}` });
const policy = (op: string, name: string) =>
  step(op, "vald-network-policy:index:ValdNetworkPolicies$kubernetes:networking.k8s.io/v1:NetworkPolicy", name);

describe("the steps of an upgrade that are not announced", () => {
  it("are all changes, if nothing is announced", () => {
    const steps = [
      step("same", "pulumi:pulumi:Stack", "infra-prod"),
      step("update", "kubernetes:core/v1:Namespace", "vald"),
      policy("same", "vald-agent"),
      policy("update", "vald-lbGateway"),
      policy("create", "vald-discoverer"),
      policy("replace", "vald-indexManager"),
    ];
    assert.deepEqual(unannouncedSteps(steps, []), [
      "update vald",
      "update vald-lbGateway",
      "create vald-discoverer",
      "replace vald-indexManager",
    ]);
  });

  it("are not the updates and creations of announced policies", () => {
    const steps = [
      policy("update", "a-vald-mirrorGateway"),
      policy("create", "vald-agent"),
      policy("update", "vald-x"),
    ];
    assert.deepEqual(unannouncedSteps(steps, ["mirror-allow", "vald-agent-allow"]), ["update vald-x"]);
  });

  for (const op of [
    "replace",
    "create-replacement",
    "delete-replaced",
    "delete",
    "discard",
    "an operation of a later engine",
  ])
    it(`include ${op}, even for an announced policy`, () =>
      assert.deepEqual(unannouncedSteps([policy(op, "vald-agent")], ["vald-agent-allow"]), [`${op} vald-agent`]));

  it("are not the changes of a provider", () => {
    const steps = [
      step("create", "pulumi:providers:vald-network-policy", "default_0_2_0"),
      step("delete", "pulumi:providers:vald-network-policy", "default_0_1_0"),
      step("update", "pulumi:providers:kubernetes", "cluster"),
    ];
    assert.deepEqual(unannouncedSteps(steps, []), []);
  });
});
