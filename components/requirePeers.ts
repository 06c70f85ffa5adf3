const message = `vald-network-policy needs @pulumi/pulumi and @pulumi/kubernetes, but at least one of them is not installed. Run:

  npm install @pulumi/pulumi @pulumi/kubernetes

The import vald-network-policy/core works without them: it has everything but the Pulumi component.`;

// The peers are optional, so that the command line and the core install nothing else. index.ts imports this file first.
for (const path of ["@pulumi/pulumi", "@pulumi/kubernetes/networking/v1/networkPolicy"]) {
  try {
    require(path);
  } catch (error) {
    throw isMissing(error) ? new Error(message) : error;
  }
}

/** Whether the peer itself cannot be found. If a package that it needs is missing, another file asked for that one. */
function isMissing(error: unknown): boolean {
  const { code, requireStack } = error as { code?: string; requireStack?: string[] };
  return code === "MODULE_NOT_FOUND" && requireStack?.[0] === __filename;
}
