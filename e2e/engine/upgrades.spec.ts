import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { describeUpgrades, releasesFolder } from "../upgrades";
import { fixture } from "./fixture";
import { projectStack } from "./project";

async function createStack(version: string): Promise<Stack> {
  const stack = await projectStack("release", version);
  cpSync(join(releasesFolder, version), stack.workspace.workDir, { recursive: true });
  await stack.setConfig("kubeContext", { value: "kind-vald" });
  return stack;
}

describeUpgrades({ language: "typescript", api: fixture().api, createStack });
