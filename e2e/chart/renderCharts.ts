import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { output } from "../output";
import { valdCharts } from "../valdCharts";

/** An object that a chart creates. */
export interface RenderedObject {
  /** The object's template, such as `vald/templates/agent/statefulset.yaml`. */
  template: string;
  manifest: Manifest;
}

/** The parts of an object that the tests read. */
export interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec?: unknown;
  data?: Record<string, string>;
}

/** The parsed contents of a file in the folder `values`, which charts and `fromChartValues` accept. */
export function readValues(file: string): unknown {
  return parse(readFileSync(join(__dirname, "values", file), "utf8"));
}

/** Vald's charts. Read replicas have a separate chart, which accepts the same values. */
const chartNames = ["vald", "vald-readreplica"] as const;
export type ChartName = (typeof chartNames)[number];

/** Renders charts with Helm, with values or a ValdRelease. */
export async function renderCharts(
  valuesOrRelease: unknown,
  charts: readonly ChartName[] = chartNames,
): Promise<RenderedObject[]> {
  const { metadata, spec } = valuesOrRelease as { metadata?: { name: string; namespace: string }; spec?: unknown };
  const { name, namespace } = metadata ?? { name: "vald", namespace: "vald" };
  const folder = mkdtempSync(join(tmpdir(), "vald-chart-"));
  try {
    const source = await valdCharts();
    const file = join(folder, "values.json");
    writeFileSync(file, JSON.stringify(spec ?? valuesOrRelease));
    const texts = await Promise.all(
      charts.map((chart) => {
        const path = chart === "vald" ? join(source, chart) : copyReadReplicaChart(source, folder);
        return output("helm", ["template", name, path, "--namespace", namespace, "--values", file], { cwd: folder });
      }),
    );
    return texts.flatMap(parseObjects);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In Vald's repository, this chart's values and helpers are symbolic links to the other chart's, and Go modules omit links. */
function copyReadReplicaChart(source: string, folder: string): string {
  const chart = join(folder, "vald-readreplica");
  mkdirSync(join(chart, "templates"), { recursive: true });
  const templates = ["configmap", "deployment", "hpa", "networkpolicy", "pvc", "snapshot", "svc"];
  const copies: [from: string, to: string][] = [
    ["vald-readreplica/Chart.yaml", "Chart.yaml"],
    ["vald/values.yaml", "values.yaml"],
    ["vald/templates/_helpers.tpl", "templates/_helpers.tpl"],
    ...templates.map((name): [string, string] => [`vald-readreplica/templates/${name}.yaml`, `templates/${name}.yaml`]),
  ];
  for (const [from, to] of copies) cpSync(join(source, from), join(chart, to));
  return chart;
}

function parseObjects(text: string): RenderedObject[] {
  return text.split(/^---\n/m).flatMap((document) => {
    const manifest = parse(document) as Manifest | null;
    // Helm writes the template path above each object.
    const template = /^# Source: (.*)$/m.exec(document)?.[1] ?? "";
    return manifest === null ? [] : [{ template, manifest }];
  });
}
