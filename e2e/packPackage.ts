import { join } from "node:path";
import { output } from "./output";

export interface PackOptions {
  /** Default: 022. */
  umask?: string;
  /** Environment variables that differ from those of this process. */
  env?: NodeJS.ProcessEnv;
}

/** Packs the package in a folder, which also builds it, and returns the path of the tarball. */
export async function packPackage(folder: string, { umask = "022", env }: PackOptions = {}): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, ...env } };
  const packed = await output("sh", ["-c", `umask ${umask} && npm pack --json`], options);
  // The build prints lines before the list.
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("["))) as [{ filename: string }];
  return join(folder, filename);
}
