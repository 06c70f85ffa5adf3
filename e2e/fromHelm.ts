import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { fromChartValues, type NetworkPoliciesArgs } from "../policies";
import { blocks } from "../tests/documents/blocks";
import { output } from "./output";
import { valdCharts } from "./valdCharts";

/** Where Helm runs: a folder that it may write to, and its environment, with a cluster in it. */
interface Place {
  folder: string;
  environment: Record<string, string>;
}

/** The blocks of docs/from-helm.md with this info string, in their order. */
export function shown(info: string): string[] {
  return blocks().flatMap((block) => (block.file === "docs/from-helm.md" && block.info === info ? [block.code] : []));
}

const [valdYaml = ""] = shown("yaml vald.yaml");
const [oursYaml = ""] = shown("yaml ours.yaml");

/** What the program of the document makes of the chart's values. */
export function argsOfChart(): NetworkPoliciesArgs {
  return fromChartValues(parse(valdYaml), parse(oursYaml) as NetworkPoliciesArgs).args;
}

/**
 * Installs Vald's chart with the values of the document, and so with its own policies, as the release `vald` of a namespace;
 * no pod runs.
 */
export async function installChart(
  place: Promise<Place>,
  namespace: string,
  ...options: readonly string[]
): Promise<void> {
  writeFileSync(join((await place).folder, "vald.yaml"), valdYaml);
  await helm(place, ["helm install vald vald/vald -n vald -f vald.yaml", ...options].join(" "), namespace);
}

/** Turns the policies of the chart off with the command that the document shows. */
export async function turnChartPoliciesOff(place: Promise<Place>, namespace: string): Promise<void> {
  const [command = "", ...others] = new Set(shown("sh").filter((code) => code.startsWith("helm upgrade ")));
  if (others.length > 0) throw new Error("the document shows several commands that upgrade");
  await helm(place, command, namespace);
}

/** Runs a command of a reader's, with the chart that is there and a namespace of the test's in place of `vald`. */
export async function helm(place: Promise<Place>, command: string, namespace: string): Promise<void> {
  const { folder, environment } = await place;
  const chart = join(await valdCharts(), "vald");
  const [, ...words] = command.trim().replace("vald/vald", chart).replace("-n vald", `-n ${namespace}`).split(" ");
  await output("helm", words, {
    cwd: folder,
    env: { ...process.env, ...environment, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder },
  });
}
