import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "./output";

/** Vald's repository is also a Go module, so the Go module proxy serves Vald's charts. The proxy has no later versions of them. */
const module = "github.com/vdaas/vald@v1.7.17";

/** The folder of Vald's charts. It is read-only. */
export async function valdCharts(): Promise<string> {
  const downloaded = await output("go", ["mod", "download", "-json", module], { cwd: tmpdir() });
  return join((JSON.parse(downloaded) as { Dir: string }).Dir, "charts");
}
