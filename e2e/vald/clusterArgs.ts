import type { NetworkPoliciesArgs } from "../../core";
import { nodeAddresses } from "../cluster/network";
import { clientNamespace, namespace } from "./valdCluster";

/** The documented table, the API server's address, and edges for the client. */
export const clusterArgs: NetworkPoliciesArgs & { namespace: string } = {
  namespace,
  apiServer: { cidrs: ["10.96.0.1/32", `${nodeAddresses[0]}/32`] },
  edges: (["lbGateway", "filterGateway"] as const).map((component) => ({
    from: { namespace: clientNamespace, podLabels: { app: "search" } },
    to: { component },
  })),
};
