import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { fromChartValues, type NetworkPoliciesArgs } from "../core";
import { blocks } from "../testing/documents/blocks";
import { output } from "./output";
import { valdCharts } from "./valdCharts";

/** The folder in which Helm stores its files, and an environment that points to a cluster. */
interface Workplace {
  folder: string;
  environment: Record<string, string>;
}

interface ChartValues {
  defaults: { networkPolicy: { enabled: boolean } };
}

/** The blocks of docs/from-helm.md with this info string, in document order. */
export function shown(info: string): string[] {
  return blocks().flatMap((block) => (block.file === "docs/from-helm.md" && block.info === info ? [block.code] : []));
}

const [chartYaml = ""] = shown("yaml vald.yaml");
const [networkYaml = ""] = shown("yaml network.yaml");
const chartValues = parse(chartYaml) as ChartValues;

/** The args that the document's program derives from the chart's values. */
export function argsOfChart(): NetworkPoliciesArgs {
  return fromChartValues(chartValues, parse(networkYaml) as NetworkPoliciesArgs).args;
}

/**
 * Installs Vald's chart as release `vald` in a namespace. The document's values turn the chart's own policies on. No pod runs.
 */
export async function installChart(
  workplace: Workplace | Promise<Workplace>,
  namespace: string,
  ...options: readonly string[]
): Promise<void> {
  writeValues(await workplace, namespace, true);
  await helm(workplace, ["helm install vald vald/vald -n vald -f vald.yaml", ...options].join(" "), namespace);
}

/** Turns the chart's policies off with the command in the document. */
export async function turnChartPoliciesOff(
  workplace: Workplace | Promise<Workplace>,
  namespace: string,
): Promise<void> {
  writeValues(await workplace, namespace, false);
  await helm(workplace, upgradeCommand(), namespace);
}

/** Turns the chart's policies on again with the command in the document. */
export async function turnChartPoliciesOn(workplace: Workplace | Promise<Workplace>, namespace: string): Promise<void> {
  writeValues(await workplace, namespace, true);
  await helm(workplace, upgradeCommand(), namespace);
}

/** Runs a command from the document, with the downloaded chart and with a test namespace instead of `vald`. */
export async function helm(
  workplace: Workplace | Promise<Workplace>,
  command: string,
  namespace: string,
): Promise<void> {
  const { folder, environment } = await workplace;
  const chart = join(await valdCharts(), "vald");
  const [, ...words] = command.trim().replace("vald/vald", chart).replace("-n vald", `-n ${namespace}`).split(" ");
  await output("helm", words, {
    cwd: filesFolder(folder, namespace),
    env: { ...process.env, ...environment, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder },
  });
}

/** The document's only command that upgrades the release. */
function upgradeCommand(): string {
  const [command = "", ...others] = new Set(shown("sh").filter((code) => code.startsWith("helm upgrade ")));
  if (others.length > 0) throw new Error("the document contains several upgrade commands");
  return command;
}

/** Writes the document's vald.yaml. Cluster-wide objects get the namespace as their name, so releases do not share them. */
function writeValues({ folder }: Workplace, namespace: string, areOn: boolean): void {
  const { defaults } = chartValues;
  const name = { name: namespace };
  const values = {
    ...chartValues,
    defaults: { ...defaults, networkPolicy: { ...defaults.networkPolicy, enabled: areOn } },
    discoverer: { clusterRole: name, clusterRoleBinding: name },
  };
  const files = filesFolder(folder, namespace);
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "vald.yaml"), stringify(values));
}

function filesFolder(folder: string, namespace: string): string {
  return join(folder, `helm-${namespace}`);
}
