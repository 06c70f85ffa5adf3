// Writes the owner of the repository, which package.json's `repository` names, to every other file that names it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../package.json";

const root = join(__dirname, "..");
const owner = /github\.com\/([^/]+)\//.exec(repository.url)?.[1] ?? "";

/** A tracked file that names another owner, and its corrected text. */
export function filesOfOtherOwners(): { file: string; text: string }[] {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").slice(0, -1);
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const corrected = text
      .replace(/(?<=github\.com\/|uses: |--repo )[\w-]+(?=\/vald-network-policy\b)/g, owner)
      // The owner of all files, in CODEOWNERS.
      .replace(/(?<=^\* @)[\w-]+$/gm, owner);
    return corrected === text ? [] : [{ file, text: corrected }];
  });
}

if (require.main === module) for (const { file, text } of filesOfOtherOwners()) writeFileSync(join(root, file), text);
