const message = `vald-network-policy needs @pulumi/pulumi and @pulumi/kubernetes, but at least one of them is not installed. Run:

  npm install @pulumi/pulumi @pulumi/kubernetes

vald-network-policy/core works without these packages: it exports everything except the Pulumi component.`;

// The peer dependencies are optional, so that the command line and the core do not install them. index.ts imports this
// file first.
for (const path of ["@pulumi/pulumi", "@pulumi/kubernetes/networking/v1/networkPolicy"]) {
  try {
    require(path);
  } catch (error) {
    throw isMissing(error) ? new Error(message) : error;
  }
}

/**
 * Whether the peer dependency itself is missing. If one of its own dependencies is missing, another file required that package.
 */
function isMissing(error: unknown): boolean {
  const { code, requireStack } = error as { code?: string; requireStack?: string[] };
  return code === "MODULE_NOT_FOUND" && requireStack?.[0] === __filename;
}
