// Makes the packed files readable for everyone, so that the tarball does not depend on the umask of whoever builds it.
import { chmodSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const { bin, files } = JSON.parse(readFileSync("package.json", "utf8"));
const packed = [...files.filter((name) => !name.startsWith("!")), "LICENSE", "README.md", "package.json"];
for (const name of packed) setModes(name);
for (const file of Object.values(bin)) chmodSync(file, 0o755);

function setModes(path) {
  if (!statSync(path).isDirectory()) return chmodSync(path, 0o644);
  chmodSync(path, 0o755);
  for (const name of readdirSync(path)) setModes(join(path, name));
}
