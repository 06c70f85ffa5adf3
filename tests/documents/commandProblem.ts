import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "./blocks";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  name: string;
  version: string;
  scripts: Record<string, string>;
};
const project = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as {
  name: string;
  main: string;
  config: { kubeContext: { default: string } };
};

/** The kinds of commands that documents may show, and what must be true of each for a reader to run it. */
const kinds: [RegExp, (parts: string[], folder: string) => string | undefined][] = [
  [/^npm (?:ci|pack)$/, () => undefined],
  [/^npm (test)$/, ([script = ""]) => scriptProblem(script)],
  [/^npm run ([\w-]+)$/, ([script = ""]) => scriptProblem(script)],
  [
    /^npm install \S*?([^/ ]+\.tgz) @pulumi\/pulumi @pulumi\/kubernetes typescript @types\/node$/,
    ([tarball]) => differs(tarball, `${manifest.name}-${manifest.version}.tgz`),
  ],
  // What `tests/documents/mockedTest.spec.ts` runs the README's test with.
  [/^npm install --save-dev mocha @types\/mocha tsx$/, () => undefined],
  [/^npx mocha --import=tsx "tests\/\*\*\/\*\.spec\.ts"$/, () => undefined],
  [
    /^kind create cluster --name (\S+) --config (\S+)$/,
    ([name = "", config = ""]) => differs(`kind-${name}`, project.config.kubeContext.default) ?? missing(config),
  ],
  [/^pulumi stack init (\S+)$/, ([stack = ""]) => missing(`Pulumi.${stack}.yaml`)],
  [/^pulumi up$/, () => missing(project.main)],
  [
    /^npx -p (\S+) vald-netpol (.*)$/,
    ([name, args = ""], folder) => differs(name, manifest.name) ?? failure(args, folder),
  ],
  [
    /^npm run -s (vald-netpol) -- (.*)$/,
    ([script = "", args = ""], folder) => scriptProblem(script) ?? failure(args, folder),
  ],
];

/** What is wrong with a command of a document, undefined when nothing is; the command line is run, in `folder`. */
export function commandProblem(command: string, folder: string): string | undefined {
  for (const [pattern, check] of kinds) {
    const match = pattern.exec(command);
    if (match !== null) return check(match.slice(1), folder);
  }
  return "a command of a kind that no test knows";
}

function scriptProblem(script: string): string | undefined {
  return script in manifest.scripts ? undefined : `package.json has no script ${script}`;
}

function missing(file: string): string | undefined {
  return existsSync(join(root, file)) ? undefined : `${file} does not exist`;
}

function differs(given: string | undefined, real: string): string | undefined {
  return given === real ? undefined : `it is ${real}`;
}

function failure(args: string, folder: string): string | undefined {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(root, "dist/vald-netpol.js"), ...args.split(" ")],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return status === 0 && stdout !== "" ? undefined : `exit code ${status}: ${stderr}`;
}
