import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { output } from "../output";
import { copySources, root } from "./checkout";
import { namespaceNames, servedPolicies } from "./cluster";
import { fixture } from "./fixture";
import { install, linkPackages } from "./modules";
import { nodeFolder } from "./nodeFolder";
import { projectStack, typeCheckedPreview } from "./project";

/** Versions with which the package is tested. */
export interface Versions {
  /** `lowest` or `newest`. */
  name: string;
  peers: { "@pulumi/pulumi": string; "@pulumi/kubernetes": string };
  typescript: string;
  /** Major versions of Node. The first version runs a deployment, and all versions run the tests with mocks. */
  node: [number, ...number[]];
}

/** The tests of the packed package with some versions of its peers. */
export function describeVersions({ name, peers, typescript, node }: Versions): void {
  describe(`the packed package with the ${name} peers, ${Object.entries(peers).flat().join(" ")}`, () => {
    let modules: string;
    before(async () => {
      const { folder, checkout } = fixture();
      modules = await install(join(folder, name), {
        ...peers,
        typescript,
        "@types/node": "20.19.43",
        "vald-network-policy": checkout.tarball,
      });
    });

    for (const peer of ["@pulumi/pulumi", "@pulumi/kubernetes"] as const) {
      it(`is installed with ${peer} ${peers[peer]}`, () => {
        const { version } = JSON.parse(readFileSync(join(modules, peer, "package.json"), "utf8")) as {
          version: string;
        };
        // Some @pulumi/kubernetes releases declare a version with a "v", such as "v4.9.1".
        assert.equal(version.replace(/^v/, ""), peers[peer]);
      });
    }

    describe(`in a TypeScript ${typescript} program on Node ${node[0]}`, () => {
      const namespace = `${name}-peers`;
      let stack: Stack;

      before(async () => {
        stack = await projectStack("deploy", namespace, { modules, node: await nodeFolder(node[0]) });
        await stack.setConfig("namespace", { value: namespace });
      });

      it("compiles and is previewed", async () => {
        assert.deepEqual((await typeCheckedPreview(stack)).changeSummary, { create: 8 });
      });

      it("is deployed", async () => {
        assert.deepEqual((await stack.up()).summary.resourceChanges, { create: 8 });
        assert.equal(Object.keys(await servedPolicies(namespace)).length, 5);
      });

      it("outputs its opening", async () => {
        const { openings } = await stack.outputs();
        assert.deepEqual(openings?.value, [
          "192.0.2.0/24 -> agent, discoverer, filter gateway, lb gateway, and index manager, all ports",
        ]);
      });

      it("changes nothing in a second run", async () => {
        assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 8 });
      });

      it("is destroyed", async () => {
        assert.deepEqual((await stack.destroy()).summary.resourceChanges, { delete: 8 });
        assert.equal((await namespaceNames()).includes(namespace), false);
      });
    });

    describe("in the tests with mocks", () => {
      const folder = join(fixture().folder, `mocks-${name}`);

      // Pulumi writes files beside the sources in the fixture's copy meanwhile, so the sources do not come from there.
      before(async () => {
        await copySources(folder);
        cpSync(join(fixture().checkout.folder, "dist"), join(folder, "dist"), { recursive: true });
        linkPackages(join(folder, "node_modules"), modules);
        linkPackages(join(folder, "node_modules"), join(root, "node_modules"));
      });

      for (const major of node)
        it(`passes on Node ${major}`, async () => {
          const program = join(await nodeFolder(major), "node");
          const versions = 'process.versions.node.split(".")[0] + " " + require("@pulumi/pulumi/package.json").version';
          const expected = `${major} ${peers["@pulumi/pulumi"]}`;
          assert.equal((await output(program, ["-p", versions], { cwd: folder })).trim(), expected);
          const { stats, failures } = await runMocksTests(program, folder);
          assert.deepEqual(
            failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message}`),
            [],
          );
          assert.ok(stats.passes > 0);
        });
    });
  });
}

/** A mocha report. */
interface Report {
  stats: { passes: number };
  failures: { fullTitle: string; err: { message: string } }[];
}

async function runMocksTests(program: string, cwd: string): Promise<Report> {
  const file = join(cwd, "report.json");
  const mocha = join(cwd, "node_modules/mocha/bin/mocha.js");
  const options = ["--reporter=json", `--reporter-option=output=${file}`];
  const failure = await output(program, [mocha, ...options, "tests/mocks/**/*.spec.ts"], { cwd }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!existsSync(file)) throw failure;
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}
