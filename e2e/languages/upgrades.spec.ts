import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { version as currentVersion } from "../../package.json";
import { describeUpgrades, releasesFolder } from "../upgrades";
import { fixture } from "./fixture";

const { api, folder, environment } = fixture();

async function createStack(version: string) {
  const workDir = join(folder, `release-${version}`);
  mkdirSync(workDir);
  // JSON is YAML.
  writeFileSync(join(workDir, "Pulumi.yaml"), JSON.stringify(program(version)));
  return LocalWorkspace.createStack({ stackName: version, workDir }, { envVars: environment });
}

/** The program in ../engine/programs/release, in YAML. */
function program(version: string): object {
  const read = (file: string) => parse(readFileSync(join(releasesFolder, version, file), "utf8")) as object;
  const options = { provider: "${cluster}" };
  const resources = (name: string, args: object) => ({
    [`${name}Namespace`]: {
      type: "kubernetes:core/v1:Namespace",
      properties: { metadata: { name: `release-${name}` } },
      options,
    },
    [name]: {
      type: "vald-network-policy:ValdNetworkPolicies",
      properties: { ...args, namespace: `\${${name}Namespace.metadata.name}` },
      options: { providers: ["${cluster}"], version: currentVersion },
    },
  });
  return {
    name: "release",
    runtime: "yaml",
    resources: {
      cluster: { type: "pulumi:providers:kubernetes", properties: { context: "kind-vald" } },
      ...resources("minimal", {}),
      ...resources("full", { ...read("values.yaml"), chartValues: read("chart-values.yaml") }),
    },
  };
}

describeUpgrades({ language: "yaml", api, createStack });
