/**
 * The arrows of docs/architecture.md: graph -> policy -> analysis -> cli, graph -> policy -> chart -> cli, and
 * graph -> policy -> analysis -> components.
 */
const only = (room, mayReach) => ({
  name: `${room}-reaches-only-its-sources`,
  severity: "error",
  from: { path: `^${room}/` },
  to: { pathNot: [`^(${[room, ...mayReach].join("|")})/`, "node_modules/", "^[a-z_/:]+$", "^package\\.json$"] },
});

const pulumi = "(^|node_modules/)@pulumi/";

module.exports = {
  forbidden: [
    only("graph", []),
    only("policy", ["graph"]),
    only("analysis", ["graph", "policy"]),
    only("chart", ["graph", "policy"]),
    only("components", ["graph", "policy", "analysis"]),
    only("cli", ["graph", "policy", "analysis", "chart"]),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "only-components-imports-pulumi",
      comment: "Examples, end-to-end and unit tests are callers, not the library.",
      severity: "error",
      from: { path: "^(graph|policy|analysis|chart|cli)/|^policies\\.ts$" },
      to: { path: pulumi },
    },
    {
      name: "pure-half-and-cli-never-load-pulumi",
      severity: "error",
      from: { path: "^(cli/|policies\\.ts$)" },
      to: { path: pulumi, reachable: true },
    },
    {
      name: "core-is-pure",
      comment: "Plain data in, plain data out: no node builtins and no packages at all.",
      severity: "error",
      from: { path: "^(graph|policy|analysis|chart)/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "unknown"] },
    },
    {
      name: "nothing-reaches-into-tests",
      severity: "error",
      from: { pathNot: "^tests/" },
      to: { path: "^tests/" },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: { pathNot: "^(tests|examples|e2e)/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
  },
};
