import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Stack } from "@pulumi/pulumi/automation";
import { parseAllDocuments } from "yaml";
import type { ValdNetworkPoliciesArgs } from "../../index";
import { blocks } from "../../testing/documents/blocks";
import { createNamespace, servedPolicies } from "./cluster";
import { fixture } from "./fixture";
import { policiesStack } from "./inlineStack";

const namespace = "rbac";
const rbacApi = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;

interface Role {
  metadata: { name: string; namespace: string };
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

describe("the documented Role", () => {
  const [block] = blocks("docs/rbac.md").filter(({ info }) => info === "yaml role.yaml");
  const [role, binding] = parseAllDocuments(block?.code ?? "").map((document) => {
    const object = document.toJS() as Role;
    return { ...object, metadata: { ...object.metadata, namespace } };
  });
  const [rule] = role?.rules ?? [];
  const verbs = rule?.verbs ?? [];

  before(async () => {
    const { api } = fixture();
    await createNamespace(namespace);
    await api.create(`${rbacApi}/roles`, role ?? {});
    await api.create(`${rbacApi}/rolebindings`, binding ?? {});
  });
  beforeEach(() => allowOnly(verbs));
  afterEach(async () => {
    await allowOnly(verbs);
    await (await stackOf("none")).destroy();
  });

  const allowOnly = (allowed: readonly string[]): Promise<void> =>
    fixture().api.patch(`${rbacApi}/roles/${role?.metadata.name}`, { rules: [{ ...rule, verbs: allowed }] });
  const allowAllBut = (verb: string) => allowOnly(verbs.filter((other) => other !== verb));

  it("is enough to preview, deploy, refresh, change, adopt and destroy", async () => {
    await (await stackOf("first")).preview();
    await (await stackOf("first")).up();
    await (await stackOf("first")).refresh();
    const changed = await (await stackOf("second", adopt)).up();
    assert.deepEqual(changed.summary.resourceChanges, { same: 2, update: 5 });
    const { changeSummary } = await (await stackOf("second", adopt)).preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(changeSummary, { same: 7 });
    await (await stackOf("second", adopt)).destroy();
    assert.deepEqual(await servedPolicies(namespace), {});
  });

  it("has only the verbs that the tests below omit one by one", () => {
    assert.deepEqual(verbs, ["get", "list", "create", "patch", "delete"]);
  });

  for (const verb of ["create", "patch"]) {
    it(`cannot create a policy without ${verb}`, async () => {
      await allowAllBut(verb);
      await assert.rejects(async () => (await stackOf("first")).up(), forbidden(verb));
      assert.deepEqual(await servedPolicies(namespace), {});
    });
  }

  const failures: [verb: string, action: string, run: () => Promise<unknown>][] = [
    ["patch", "change a policy", async () => (await stackOf("second")).up()],
    ["get", "refresh", async () => (await stackOf("first")).refresh()],
    ["get", "change a policy", async () => (await stackOf("second")).up()],
    ["delete", "destroy", async () => (await stackOf("first")).destroy()],
    ["delete", "turn a component off", async () => (await stackOf("first", withoutAgent)).up()],
  ];
  for (const [verb, action, run] of failures) {
    it(`cannot ${action} without ${verb}`, async () => {
      await (await stackOf("first")).up();
      await allowAllBut(verb);
      await assert.rejects(run, forbidden(verb));
    });
  }

  const hangs: [action: string, remaining: number, run: (signal: AbortSignal) => Promise<unknown>][] = [
    ["destroying", 0, async (signal) => (await stackOf("first")).destroy({ signal })],
    ["turning a component off", 4, async (signal) => (await stackOf("first", withoutAgent)).up({ signal })],
  ];
  for (const [action, remaining, run] of hangs) {
    it(`deletes the policies when ${action} without list, but never returns`, async () => {
      await (await stackOf("first")).up();
      await allowAllBut("list");
      const abort = new AbortController();
      let hasReturned = false;
      const returned = run(abort.signal)
        .catch(() => undefined)
        .finally(() => (hasReturned = true));
      while (!hasReturned && Object.keys(await servedPolicies(namespace)).length > remaining) await pause(200);
      // With `list`, the provider returns as soon as the policies are gone.
      await Promise.race([returned, pause(5_000)]);
      assert.equal(hasReturned, false);
      abort.abort();
      await returned;
    });
  }
});

const adopt = { adopt: true };

const withoutAgent = { components: { agent: { enabled: false } } };

/** The stack as `vald-deployer` runs it. */
function stackOf(team: string, args: Omit<ValdNetworkPoliciesArgs, "namespace"> = {}): Promise<Stack> {
  return policiesStack({ namespace, labels: { team }, ...args }, { KUBECONFIG: fixture().deployerKubeconfig });
}

function forbidden(verb: string): RegExp {
  return new RegExp(`User "vald-deployer" cannot ${verb} resource "networkpolicies"`);
}
