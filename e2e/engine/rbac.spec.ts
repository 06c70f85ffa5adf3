import assert from "node:assert/strict";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { parseAllDocuments } from "yaml";
import { ValdNetworkPolicies } from "../../index";
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
    const changed = await (await stackOf("second", true)).up();
    assert.deepEqual(changed.summary.resourceChanges, { same: 2, update: 5 });
    const again = await (await stackOf("second", true)).preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(again.changeSummary, { same: 7 });
    await (await stackOf("second", true)).destroy();
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

  it("cannot refresh without get", async () => {
    await (await stackOf("first")).up();
    await allowAllBut("get");
    await assert.rejects(async () => (await stackOf("first")).refresh(), forbidden("get"));
  });

  it("cannot destroy without delete", async () => {
    await (await stackOf("first")).up();
    await allowAllBut("delete");
    await assert.rejects(async () => (await stackOf("first")).destroy(), forbidden("delete"));
  });

  it("does not get to the end of a destroy without list", async () => {
    await (await stackOf("first")).up();
    await allowAllBut("list");
    const interrupted = AbortSignal.timeout(20_000);
    // The provider waits to see the policies gone; nobody tells it that it may not look. How an interrupted run ends is not
    // the point.
    await (await stackOf("first")).destroy({ signal: interrupted }).then(
      () => undefined,
      () => undefined,
    );
    assert.ok(interrupted.aborted);
  });
});

/** The stack as `vald-deployer` runs it. */
async function stackOf(team: string, adopt = false): Promise<Stack> {
  const { environment, kubeconfigOfDeployer } = await world();
  const program = async (): Promise<void> => {
    new ValdNetworkPolicies("vald", { namespace, labels: { team }, adopt });
  };
  return LocalWorkspace.createOrSelectStack(
    { stackName: "rights", projectName: "engine", program },
    { envVars: { ...environment, KUBECONFIG: kubeconfigOfDeployer } },
  );
}

function forbidden(verb: string): RegExp {
  return new RegExp(`User "vald-deployer" cannot ${verb} resource "networkpolicies"`);
}
