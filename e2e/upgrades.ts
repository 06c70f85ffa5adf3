import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment, Stack } from "@pulumi/pulumi/automation";
import { version as currentVersion } from "../package.json";
import { announcedSince } from "../testing/releases/announcements";
import { type Step, unannouncedSteps } from "../testing/releases/unannouncedSteps";
import type { ApiServer } from "./apiServer";
import { previewJson } from "./previewJson";
import { policiesPath } from "./servedPolicies";

const root = join(__dirname, "..");

/** Contains a folder for each release, with values, and with the states of stacks that were deployed with these values. */
export const releasesFolder = join(root, "tests/fixtures/releases");

const releases = readdirSync(releasesFolder);

/** Stands for the path of the kubeconfig in a recorded state. */
const kubeconfigName = "KUBECONFIG";

/** A program that deploys the values of a release. */
interface Program {
  language: string;
  api: ApiServer;
  /** Creates an empty stack of the program. */
  createStack: (version: string) => Promise<Stack>;
}

/** A resource in a recorded state. */
interface Resource {
  urn: string;
  type: string;
  inputs: { metadata: { name: string; namespace?: string } };
  outputs: { __fieldManager: string };
}

/** Upgrades the stack that the program left with each release. With RECORD_RELEASE=1, records the current version first. */
export function describeUpgrades({ language, api, createStack }: Program): void {
  for (const version of releases)
    describe(`an upgrade from ${version} of a program in ${language}`, () => {
      let stack: Stack;
      before(async () => {
        stack = await createStack(version);
        if (process.env["RECORD_RELEASE"] === "1" && version === currentVersion) await record(stack, language);
        for (const resource of objectsOf(recordedState(stack, language))) await restoreObject(api, resource);
      });
      after(() => stack.destroy());

      if (version === releases[0])
        it("would not pass if it changed, replaced, created, or deleted a policy", async () => {
          await stack.importStack(differentState(recordedState(stack, language)));
          const reported = unannouncedSteps(await previewSteps(stack), []);
          const expected = [
            "update minimal-agent",
            "replace minimal-lbGateway",
            "create minimal-discoverer",
            "create minimal-indexManager",
            "delete minimal-other",
          ];
          assert.deepEqual(
            expected.filter((step) => !reported.includes(step)),
            [],
          );
        });

      it("changes only what the changelog announces", async () => {
        const state = recordedState(stack, language);
        await stack.importStack(state);
        const steps = await previewSteps(stack);
        const { policies } = announcedSince(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version);
        assert.deepEqual(unannouncedSteps(steps, policies), []);
        const urns = steps.map(({ urn }) => urn);
        assert.deepEqual(
          objectsOf(state).filter(({ urn }) => !urns.includes(urn)),
          [],
        );
      });

      it("succeeds, and a preview after a refresh then shows no change", async () => {
        await stack.up();
        await stack.preview({ refresh: true, expectNoChanges: true });
      });
    });
}

/** The state that the program left with the release after which the stack is named. */
function recordedState({ name, workspace }: Stack, language: string): Deployment {
  const text = readFileSync(stateFile(name, language), "utf8");
  // Cast: `record` wrote the file.
  return JSON.parse(text.replaceAll(kubeconfigName, workspace.envVars["KUBECONFIG"] ?? "")) as Deployment;
}

/** The objects in the cluster. */
function objectsOf(state: Deployment): Resource[] {
  return resourcesOf(state).filter(({ type }) => type.startsWith("kubernetes:"));
}

function resourcesOf({ deployment }: Deployment): Resource[] {
  return (deployment as { resources: Resource[] }).resources;
}

/** A state from which the program changes, replaces, creates, and deletes policies. */
function differentState(state: Deployment): Deployment {
  const edits: Record<string, [from: string, to: string]> = {
    "minimal-agent": ['"app.kubernetes.io/part-of":"vald"', '"app.kubernetes.io/part-of":"other"'],
    "minimal-lbGateway": ["vald-lb-gateway-allow", "lb-allow"],
    "minimal-indexManager": ["::minimal-indexManager", "::minimal-other"],
  };
  const resources = resourcesOf(state)
    .filter(({ urn }) => !urn.endsWith("::minimal-discoverer"))
    .map((resource) => {
      const [from, to] = edits[resource.urn.split("::").at(-1) ?? ""] ?? ["", ""];
      return JSON.parse(JSON.stringify(resource).replaceAll(from, to)) as Resource;
    });
  return { ...state, deployment: { ...(state.deployment as object), resources } };
}

async function previewSteps(stack: Stack): Promise<Step[]> {
  return (JSON.parse(await previewJson(stack, "--show-sames")) as { steps: Step[] }).steps;
}

/** Deploys the program, and records the state, without paths of this machine, and the schema. */
async function record(stack: Stack, language: string): Promise<void> {
  await stack.up();
  const state = JSON.stringify(
    await stack.exportStack(),
    (key, value: unknown) => (["sourcePosition", "stackTrace"].includes(key) ? undefined : value),
    2,
  );
  const { KUBECONFIG = "" } = stack.workspace.envVars;
  writeFileSync(stateFile(stack.name, language), `${state.replaceAll(KUBECONFIG, kubeconfigName)}\n`);
  copyFileSync(join(root, "provider/schema.json"), join(releasesFolder, stack.name, "schema.json"));
  await stack.destroy();
}

function stateFile(version: string, language: string): string {
  return join(releasesFolder, version, `${language}-stack.json`);
}

/** Creates an object with the owner of its fields that the state names. */
async function restoreObject(api: ApiServer, { inputs, outputs }: Resource): Promise<void> {
  const { name, namespace } = inputs.metadata;
  const collection = namespace === undefined ? "/api/v1/namespaces" : policiesPath(namespace);
  const path = `${collection}/${name}?fieldManager=${outputs.__fieldManager}`;
  const { status, text } = await api.send("PATCH", path, inputs, "application/apply-patch+yaml");
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
}
