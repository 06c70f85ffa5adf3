import assert from "node:assert/strict";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { parseAllDocuments } from "yaml";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { blocks } from "../../tests/documents/blocks";
import { makeNamespace, servedPolicies } from "./cluster";
import { world } from "./world";

const namespace = "rights";
const roles = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;

interface Role {
  metadata: { name: string; namespace: string };
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

describe("the documented Role", () => {
  const [role, binding] = parseAllDocuments(blocks().find(({ info }) => info === "yaml role.yaml")?.code ?? "").map(
    (document) => ({ ...(document.toJS() as Role), metadata: { name: "vald-network-policies", namespace } }),
  );
  const [rule] = role?.rules ?? [];
  const verbs = rule?.verbs ?? [];

  before(async () => {
    const { api } = await world();
    await makeNamespace(namespace);
    await api.create(`${roles}/roles`, role ?? {});
    await api.create(`${roles}/rolebindings`, binding ?? {});
  });
  beforeEach(() => allow(verbs));
  afterEach(async () => {
    await allow(verbs);
    await (await stackOf("none")).destroy();
  });

  /** Gives the user these verbs and no others. */
  const allow = async (allowed: readonly string[]): Promise<void> => {
    const { api } = await world();
    await api.patch(`${roles}/roles/${role?.metadata.name}`, { rules: [{ ...rule, verbs: allowed }] });
  };
  const allowAllBut = (verb: string) => allow(verbs.filter((one) => one !== verb));

  it("is enough to preview, bring up, refresh, change, take over and destroy", async () => {
    await (await stackOf("first")).preview();
    await (await stackOf("first")).up();
    await (await stackOf("first")).refresh();
    const changed = await (await stackOf("second", adopt)).up();
    assert.deepEqual(changed.summary.resourceChanges, { same: 2, update: 5 });
    const again = await (await stackOf("second", adopt)).preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(again.changeSummary, { same: 7 });
    const start = Date.now();
    await (await stackOf("second", adopt)).destroy();
    assert.ok(Date.now() - start < patience);
    assert.deepEqual(await servedPolicies(namespace), {});
  });

  it("has only verbs that are tried here without", () => {
    assert.deepEqual(verbs, ["get", "list", "create", "patch", "delete"]);
  });

  for (const verb of ["create", "patch"]) {
    it(`makes no policy without ${verb}`, async () => {
      await allowAllBut(verb);
      await assert.rejects(async () => (await stackOf("first")).up(), forbidden(verb));
      assert.deepEqual(await servedPolicies(namespace), {});
    });
  }

  const refused: [verb: string, what: string, run: () => Promise<unknown>][] = [
    ["patch", "change", async () => (await stackOf("second")).up()],
    ["get", "refresh", async () => (await stackOf("first")).refresh()],
    ["get", "change", async () => (await stackOf("second")).up()],
    ["delete", "destroy", async () => (await stackOf("first")).destroy()],
    ["delete", "turn a component off", async () => (await stackOf("first", withoutAgent)).up()],
  ];
  for (const [verb, what, run] of refused) {
    it(`cannot ${what} without ${verb}`, async () => {
      await (await stackOf("first")).up();
      await allowAllBut(verb);
      await assert.rejects(run, forbidden(verb));
    });
  }

  const deleting: [what: string, left: number, run: (signal: AbortSignal) => Promise<unknown>][] = [
    ["a destroy", 0, async (signal) => (await stackOf("first")).destroy({ signal })],
    ["turning a component off", 4, async (signal) => (await stackOf("first", withoutAgent)).up({ signal })],
  ];
  for (const [what, left, run] of deleting) {
    it(`deletes, and does not get to the end of ${what} without list`, async () => {
      await (await stackOf("first")).up();
      await allowAllBut("list");
      const interrupted = AbortSignal.timeout(patience);
      // The provider waits to see the policies gone; nobody tells it that it may not look. How an interrupted run ends is not
      // the point.
      await run(interrupted).catch(() => undefined);
      assert.ok(interrupted.aborted);
      assert.equal(Object.keys(await servedPolicies(namespace)).length, left);
    });
  }
});

const adopt = { adopt: true };

/** How long a run may take that ends, and longer than it does, in milliseconds. */
const patience = 20_000;

const withoutAgent = { components: { agent: { enabled: false } } };

/** The stack as `vald-deployer` runs it. */
async function stackOf(team: string, args: Omit<ValdNetworkPoliciesArgs, "namespace"> = {}): Promise<Stack> {
  const { environment, kubeconfigOfDeployer } = await world();
  const program = async (): Promise<void> => {
    new ValdNetworkPolicies("vald", { namespace, labels: { team }, ...args });
  };
  return LocalWorkspace.createOrSelectStack(
    { stackName: "rights", projectName: "engine", program },
    { envVars: { ...environment, KUBECONFIG: kubeconfigOfDeployer } },
  );
}

function forbidden(verb: string): RegExp {
  return new RegExp(`User "vald-deployer" cannot ${verb} resource "networkpolicies"`);
}
