import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { output } from "../output";
import { valdCharts } from "../valdCharts";

/** An object that a chart makes. */
export interface Rendered {
  /** The template that it comes from, such as `vald/templates/agent/statefulset.yaml`. */
  template: string;
  manifest: Manifest;
}

/** As much of any object as the tests look at. */
export interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: unknown;
  data?: Record<string, string>;
}

/** The values in a file of the folder `values`, as a chart or `fromChartValues` takes them. */
export function values(file: string): unknown {
  return parse(readFileSync(join(__dirname, "values", file), "utf8"));
}

/** Vald's charts: read replicas are a chart of their own, which takes the same values. */
export const charts = ["vald", "vald-readreplica"] as const;

/** What charts make of values, or of a ValdRelease, with Helm. */
export async function rendered(
  given: unknown,
  wanted: readonly (typeof charts)[number][] = charts,
): Promise<Rendered[]> {
  const { metadata, spec } = given as { metadata?: { name: string; namespace: string }; spec?: unknown };
  const { name, namespace } = metadata ?? { name: "vald", namespace: "vald" };
  const folder = mkdtempSync(join(tmpdir(), "vald-chart-"));
  try {
    const source = await valdCharts();
    const file = join(folder, "values.json");
    writeFileSync(file, JSON.stringify(spec ?? given));
    const texts = await Promise.all(
      wanted.map((chart) => {
        const path = chart === "vald" ? join(source, chart) : readReplicaChart(source, folder);
        return output("helm", ["template", name, path, "--namespace", namespace, "--values", file], { cwd: folder });
      }),
    );
    return texts.flatMap(objects);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In the repository its values and helpers are links to those of the other chart, which a module leaves out. */
function readReplicaChart(source: string, folder: string): string {
  const chart = join(folder, "vald-readreplica");
  mkdirSync(join(chart, "templates"), { recursive: true });
  for (const [from, to] of [
    ["vald-readreplica/Chart.yaml", "Chart.yaml"],
    ["vald/values.yaml", "values.yaml"],
    ["vald/templates/_helpers.tpl", "templates/_helpers.tpl"],
    ...["configmap", "deployment", "hpa", "networkpolicy", "pvc", "snapshot", "svc"].map((template) => [
      `vald-readreplica/templates/${template}.yaml`,
      `templates/${template}.yaml`,
    ]),
  ] as [string, string][])
    cpSync(join(source, from), join(chart, to));
  return chart;
}

function objects(text: string): Rendered[] {
  return text.split(/^---\n/m).flatMap((document) => {
    const manifest = parse(document) as Manifest | null;
    // Helm writes above each object where it comes from.
    const template = /^# Source: (.*)$/m.exec(document)?.[1] ?? "";
    return manifest === null ? [] : [{ template, manifest }];
  });
}
