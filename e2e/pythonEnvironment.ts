import { dirname, join } from "node:path";
import { output } from "./output";

/** Creates a virtual environment in a folder, installs packages into it, and returns the path of its programs. */
export async function pythonEnvironment(folder: string, requirements: readonly string[]): Promise<string> {
  const options = { cwd: dirname(folder) };
  const bin = join(folder, "bin");
  await output("python3", ["-m", "venv", folder], options);
  await output(join(bin, "pip"), ["install", "--quiet", ...requirements], options);
  return bin;
}
