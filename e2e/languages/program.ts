import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { networkPolicies, type NetworkPolicy, openings, openingSentences } from "../../core";
import { sortKeys } from "../../kubernetes/sortKeys";
import { errorsOf } from "../diagnostics";
import { expectedPolicies, normalize } from "../normalize";
import { output } from "../output";
import { previewedInputs, unknownText } from "../previewedInputs";
import { servedPolicies } from "../servedPolicies";
import { fixture, root } from "./fixture";
import { programArgs } from "./programArgs";

/** How a language's program is made ready to run. Returns environment variables for Pulumi. */
type Prepare = (folder: string) => Promise<Record<string, string>>;

/** How the engine shows a secret in its events. */
const hiddenSecret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

const archive = "203.0.113.0/28";
const clients = "batch-search";

/**
 * Deploys the program in programs/<language>, which passes the args of `programArgs`, and tests what it creates. The names of its
 * project and of its namespaces end with `run`.
 */
export function describeProgram(language: string, prepare: Prepare, run = language): void {
  const [namespace, shop] = [`languages-${run}`, `languages-${run}-shop`];
  const argsWith = (edgePorts: "any" | "vald", names = { namespace, shop }) =>
    programArgs({ ...names, archive, clients, edgePorts });

  describe(`a program in ${language}`, () => {
    let stack: Stack;

    before(async () => {
      const { folder, environment } = fixture();
      const workDir = join(folder, run);
      cpSync(join(__dirname, "programs", language), workDir, { recursive: true });
      const envVars = { ...environment, ...(await prepare(workDir)) };
      stack = await LocalWorkspace.createStack({ stackName: "dev", workDir }, { envVars });
      await stack.setAllConfig({
        kubeContext: { value: "kind-vald" },
        archive: { value: archive, secret: true },
        clients: { value: clients, secret: true },
      });
    });
    after(async () => {
      await stack.workspace.removeStack("dev");
    });

    it("is told which properties are wrong, before anything is registered", async () => {
      await stack.setConfig("team", { value: "two words" });
      const [error = "", ...others] = await errorsOf((options) => stack.preview(options));
      assert.match(
        error,
        /property labels\.team with value '\{two words\}' has a problem: got "two words"; expected a label value/,
      );
      assert.doesNotMatch(others.join("\n"), /NetworkPolicy/);
      await stack.setConfig("team", { value: "vectors" });
    });

    it("is told which secret value is wrong, without the value", async () => {
      await stack.setConfig("archive", { value: "not-a-block", secret: true });
      const errors = (await errorsOf((options) => stack.preview(options))).join("\n");
      assert.match(errors, /edges\[0\]\.to\.cidrs\[0\]: got a secret value; expected an IPv4 or IPv6 CIDR block/);
      assert.doesNotMatch(errors, /not-a-block/);
      await stack.setConfig("archive", { value: archive, secret: true });
    });

    it("shows all policies in a preview; only the unknown namespaces and the secret rules are hidden", async () => {
      const placeholder = "unknown-namespace";
      // The Kubernetes provider shows `default` for an unknown namespace.
      const policies = networkPolicies(argsWith("any", { namespace: "default", shop: placeholder }));
      const expected = policies.map((policy) => [resourceOf(policy.metadata.name), policy]);
      const text = JSON.stringify(Object.fromEntries(expected)).replaceAll(placeholder, unknownText);
      const hidden = JSON.parse(text) as Record<string, { spec: Record<string, unknown> }>;
      // The Kubernetes provider hides all rules of a direction if one value is secret.
      hidden["vald-lbGateway"]!.spec["ingress"] = hiddenSecret;
      hidden["vald-agent"]!.spec["egress"] = hiddenSecret;
      assert.deepEqual(normalize(await previewedInputs(stack)), normalize(hidden));
    });

    it("creates the same policies as a TypeScript program with the same args", async () => {
      await stack.up();
      const expected = networkPolicies(argsWith("any"));
      const state = await policiesInState(stack);
      assert.deepEqual(
        state.map((policy) => JSON.stringify(policy)),
        expected.map((policy) => JSON.stringify(sortKeys(withoutEmptyLists(policy)))),
      );
      assert.deepEqual(await served(namespace), expectedPolicies(argsWith("any")));
    });

    it("gets the names, the openings, the findings, and the policies as outputs", async () => {
      const outputs = await stack.outputs();
      const valueOf = (name: string): unknown => outputs[name]?.value;
      assert.deepEqual(valueOf("policyNames"), {
        agent: "my-agent-allow",
        discoverer: "vald-discoverer-allow",
        indexManager: "vald-manager-index-allow",
        lbGateway: "vald-lb-gateway-allow",
      });
      assert.equal(valueOf("agentPolicy"), "my-agent-allow");
      const sentences = openingSentences(openings(argsWith("any")));
      assert.deepEqual([valueOf("openings"), outputs["openings"]?.secret], [sentences, true]);
      assert.deepEqual(
        (valueOf("findings") as { id: string; path: string }[]).map(({ id, path }) => [id, path]),
        [["chart-setting", "chartValues.manager.index.operator.enabled"]],
      );
      const { data } = await fixture().api.get<{ data: object }>(`/api/v1/namespaces/${shop}/configmaps/policies`);
      assert.deepEqual(data, { agent: "my-agent-allow", openings: sentences[0] });
    });

    it("sees no change in a second preview", async () => {
      assert.deepEqual((await stack.preview({ expectNoChanges: true })).changeSummary, { same: 10 });
    });

    it("updates the policies in place, with the transforms of the program", async () => {
      await stack.setConfig("edgePorts", { value: "vald" });
      await stack.setConfig("transforms", { value: "true" });
      const { summary } = await stack.up();
      assert.deepEqual(summary.resourceChanges, { same: 6, update: 4 });
      const annotations = language === "python" ? { annotations: { owner: "search" } } : {};
      assert.deepEqual(await served(namespace), expectedPolicies({ ...argsWith("vald"), ...annotations }));
    });

    it("deletes the policies in destroy", async () => {
      await stack.destroy();
      assert.deepEqual(await served(namespace), {});
    });
  });

  describeExample(language, prepare, run);
}

/** Previews examples/<language>. */
export function describeExample(language: string, prepare: Prepare, run = language): void {
  describe(`examples/${language}`, () => {
    it("previews the policies of the chart's values, with an edge for the clients", async () => {
      const { folder, environment } = fixture();
      const workDir = join(folder, `example-${run}`);
      cpSync(join(root, "examples", language), workDir, { recursive: true });
      const envVars = { ...environment, ...(await prepare(workDir)) };
      const stack = await LocalWorkspace.createStack({ stackName: "dev", workDir }, { envVars });
      const expected = expectedPolicies({
        namespace: `vald-${language}`,
        components: { filterGateway: { enabled: false } },
        apiServer: { cidrs: ["10.96.0.1/32", "172.18.0.2/32"] },
        edges: [
          {
            from: { namespace: "shop", podLabels: { app: "search" } },
            to: { component: "lbGateway" },
            ports: [{ port: 8081 }],
          },
        ],
      });
      const previewed = Object.values(await previewedInputs(stack)) as NetworkPolicy[];
      assert.deepEqual(
        Object.fromEntries(previewed.map((policy) => [policy.metadata.name, normalize(policy)])),
        expected,
      );
    });
  });
}

/** The inputs of the policies in the state with plain secrets, in the order of the components. */
async function policiesInState({ workspace }: Stack): Promise<unknown[]> {
  const env = { ...process.env, ...workspace.envVars };
  const text = await output("pulumi", ["stack", "export", "--show-secrets", "--stack", "dev"], {
    cwd: workspace.workDir,
    env,
  });
  interface State {
    deployment: { resources: { type: string; urn: string; inputs: object }[] };
  }
  const { deployment } = JSON.parse(text, (_, value: unknown) => plain(value)) as State;
  const policies = deployment.resources.filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy");
  const order = Object.values(resourceNames);
  const place = (urn: string) => order.indexOf(urn.split("::").at(-1) ?? "");
  return policies.sort((a, b) => place(a.urn) - place(b.urn)).map(({ inputs }) => sortKeys(inputs));
}

/** The value of a secret in an exported state. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== "object" || !("plaintext" in value)) return value;
  return JSON.parse(String(value.plaintext)) as unknown;
}

/** The names of the resources of the policies, in the order of the components. */
const resourceNames: Readonly<Record<string, string>> = {
  "my-agent-allow": "vald-agent",
  "vald-discoverer-allow": "vald-discoverer",
  "vald-lb-gateway-allow": "vald-lbGateway",
  "vald-manager-index-allow": "vald-indexManager",
};

function resourceOf(policy: string): string {
  return resourceNames[policy] ?? assert.fail(policy);
}

/** The policy as the Kubernetes provider keeps it: without lists of rules that are empty. */
function withoutEmptyLists({ spec, ...policy }: NetworkPolicy): object {
  const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
  return { ...policy, spec: Object.fromEntries(Object.entries(spec).filter(([, value]) => !isEmpty(value))) };
}

async function served(namespace: string): Promise<unknown> {
  return normalize(await servedPolicies(fixture().api, namespace));
}
