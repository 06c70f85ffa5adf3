import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "./blocks";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  name: string;
  version: string;
  scripts: Record<string, string>;
};
const project = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as {
  main: string;
  config: { kubeContext: { default: string } };
};

const command = `"${process.execPath}" "${join(root, "dist/vald-netpol.js")}"`;

/**
 * Shell scripts for the programs that commands in documents may call. `vald-netpol` runs the real program. The others replace
 * programs that need a cluster, the engine or the network: they print the document's files, and fail if an argument does not
 * fit this package.
 */
const scripts: Record<string, string> = {
  "vald-netpol": `exec ${command} "$@"`,
  npx: `if [ "$1" = -p ]; then [ "$2" = ${manifest.name} ] || exit 1; shift 2; fi
exec "$@"`,
  npm: `case "$1" in
ci | pack) ;;
install) for word; do case "$word" in *.tgz) [ "\${word##*/}" = ${manifest.name}-${manifest.version}.tgz ] || exit 1 ;; esac; done ;;
test) ;;
run)
  while [ "$2" = -s ] || [ "$2" = -- ]; do shift; done
  case " ${Object.keys(manifest.scripts).join(" ")} " in *" $2 "*) ;; *) echo "no script $2"; exit 1 ;; esac
  if [ "$2" = vald-netpol ]; then shift 2; if [ "$1" = -- ]; then shift; fi; exec vald-netpol "$@"; fi ;;
*) exit 1 ;;
esac`,
  mocha: "",
  kind: `case "$*" in
"create cluster --name "*) [ "kind-$4" = ${project.config.kubeContext.default} ] && [ -f "$6" ] ;;
"delete cluster --name "*) [ "kind-$4" = ${project.config.kubeContext.default} ] ;;
*) exit 1 ;;
esac`,
  kubectl: `if [ "$1" = get ]; then cat policies.yaml; if [ -f pods.yaml ]; then cat pods.yaml; fi; fi`,
  pulumi: `case "$*" in
"preview --json"*) cat preview.json ;;
"stack init "* | "stack rm "* | "stack select "*) [ -f "${root}/Pulumi.$3.yaml" ] ;;
up) [ -f "${root}/${project.main}" ] ;;
esac`,
  git: `if [ "$1" = show ]; then cat "\${2#*:}"; fi`,
  helm: `if [ "$1 $2" = "get manifest" ]; then cat "${join(root, "tests/fixtures/chart-1.8.0-policies-default.yaml")}"; fi`,
};

/** The programs that an installed package needs, and that it has itself. */
const realPrograms = ["vald-netpol", "npx", "npm"];

/** Writes the programs to a folder. If the package is installed, npm and the command line are the real ones. */
export function writeStandIns(folder: string, { isInstalled }: { isInstalled: boolean }): void {
  mkdirSync(folder);
  for (const [name, script] of Object.entries(scripts)) {
    if (isInstalled && realPrograms.includes(name)) continue;
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
}
