/**
 * The dependency rules that docs/architecture.md describes. Each folder lists the folders that it may import from. A nested
 * folder that is listed here has its own rules.
 */
const mayImport = {
  kubernetes: [],
  graph: [],
  "args/schema": [],
  args: ["args/schema", "graph", "kubernetes"],
  policy: ["args", "graph", "kubernetes"],
  "analysis/model": ["args", "kubernetes"],
  "analysis/evaluate": ["analysis/model", "kubernetes"],
  "analysis/sets": ["analysis/model", "args", "graph", "kubernetes"],
  "analysis/allPairs": ["analysis/model", "kubernetes"],
  "analysis/compare": ["analysis/sets", "analysis/model", "graph", "kubernetes"],
  "analysis/queries": [
    "analysis/compare",
    "analysis/evaluate",
    "analysis/sets",
    "analysis/model",
    "args",
    "graph",
    "kubernetes",
  ],
  "analysis/text": ["analysis/queries", "analysis/compare", "analysis/sets", "analysis/model", "graph", "kubernetes"],
  "analysis/check": [
    "analysis/text",
    "analysis/queries",
    "analysis/evaluate",
    "analysis/sets",
    "analysis/model",
    "args",
    "chart",
    "graph",
    "kubernetes",
  ],
  manifests: ["analysis/model", "args", "kubernetes"],
  chart: ["args", "graph"],
  components: ["analysis", "args", "chart", "graph", "kubernetes", "policy"],
  provider: ["analysis", "args", "components", "graph", "kubernetes", "policy"],
  "cli/input": [
    "cli/filePosition",
    "cli/kubectlSchema",
    "cli/note",
    "analysis",
    "args",
    "chart",
    "graph",
    "kubernetes",
    "manifests",
  ],
  "cli/output": [
    "cli/filePosition",
    "cli/kubectlSchema",
    "cli/note",
    "analysis",
    "args",
    "graph",
    "kubernetes",
    "manifests",
  ],
  "cli/results": ["cli/filePosition", "cli/note", "cli/input", "cli/output", "analysis", "args"],
  cli: [
    "cli/input",
    "cli/output",
    "cli/results",
    "page/report",
    "page/playgroundHtml",
    "analysis",
    "args",
    "chart",
    "graph",
    "kubernetes",
    "manifests",
    "policy",
  ],
  "page/playground": ["page/views", "cli/filePosition", "cli/input", "cli/output", "cli/results", "analysis"],
  page: ["cli/filePosition", "cli/note", "cli/output", "cli/results", "analysis", "args"],
  testing: ["analysis", "args", "graph", "kubernetes", "core"],
};

const pure = "^(kubernetes|graph|args|policy|manifests|chart|analysis)/";
const pulumi = "(^|node_modules/)@pulumi/";

const walls = Object.entries(mayImport).map(([folder, allowed]) => {
  const nested = Object.keys(mayImport).filter((other) => other.startsWith(`${folder}/`));
  const inside = [folder, ...allowed].map((name) => `${name}(/|\\.tsx?$)`);
  return {
    name: `${folder.replace("/", "-")}-imports-only-its-sources`,
    // docs/architecture.md shows these comments.
    comment: `${folder}: ${allowed.join(", ") || "nothing"}`,
    severity: "error",
    from: { path: `^${folder}/`, ...(nested.length > 0 && { pathNot: `^(${nested.join("|")})/` }) },
    to: { pathNot: [`^(${inside.join("|")})`, "node_modules/", "^[a-z_/:]+$", "^package\\.json$"] },
  };
});

module.exports = {
  forbidden: [
    ...walls,
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "pure-folders-have-no-packages",
      comment: "The core runs in a browser, so it may not import packages or Node modules.",
      severity: "error",
      from: { path: pure },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "unknown"] },
    },
    {
      name: "only-components-and-provider-import-pulumi",
      severity: "error",
      from: { path: `${pure}|^cli/|^core\\.ts$` },
      to: { path: pulumi },
    },
    {
      name: "core-and-cli-never-load-pulumi",
      severity: "error",
      from: { path: "^(cli/|core\\.ts$)" },
      to: { path: pulumi, reachable: true },
    },
    {
      name: "only-wording-imports-text",
      comment: "Results are data. Only findings, the component's log lines, and the command line turn them into text.",
      severity: "error",
      from: { path: "^(analysis/(model|evaluate|sets|allPairs|compare|queries)|args|policy|manifests|chart)/" },
      to: { path: "^analysis/text/" },
    },
    {
      name: "all-pairs-has-one-entry",
      severity: "error",
      from: { pathNot: "^(analysis/allPairs|tests)/" },
      to: { path: "^analysis/allPairs/", pathNot: "/podMatrix\\.ts$" },
    },
    {
      name: "declared-policies-are-independent",
      comment:
        "This independent interpretation of the graph shares no code with the resolver or compiler, so tests can find bugs.",
      severity: "error",
      from: { path: "^testing/declaredPolicies\\.ts$" },
      to: { path: "^(args|policy|analysis)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "^(tests|testing|e2e)/" },
      to: { path: "^(tests|testing)/" },
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
