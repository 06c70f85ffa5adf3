import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "./output";

/** Vald's repository is a Go module too, with the charts in it; of later versions there is no module. */
const module = "github.com/vdaas/vald@v1.7.17";

/** The folder with Vald's charts in it, which cannot be written to. */
export async function valdCharts(): Promise<string> {
  const downloaded = await output("go", ["mod", "download", "-json", module], { cwd: tmpdir() });
  return join((JSON.parse(downloaded) as { Dir: string }).Dir, "charts");
}
