import type { EdgeArgs, NetworkPoliciesArgs } from "../../core";
import { nodeAddresses } from "../cluster/network";
import { clientNamespace, namespace } from "./namespaces";

/** The API server's addresses: that of its Service, and that of the node on which it runs. */
export const apiServerCidrs = ["10.96.0.1/32", `${nodeAddresses[0]}/32`];

export function clientEdgeTo(component: "lbGateway" | "filterGateway"): EdgeArgs {
  return { from: { namespace: clientNamespace, podLabels: { app: "search" } }, to: { component } };
}

/** The documented table, the API server's address, and edges for the client. */
export const clusterArgs: NetworkPoliciesArgs & { namespace: string } = {
  namespace,
  apiServer: { cidrs: apiServerCidrs },
  edges: [clientEdgeTo("lbGateway"), clientEdgeTo("filterGateway")],
};

const enabled = { enabled: true };

/** The same, with the workloads in workloads.yaml that the documented table does not list. */
export const workloadArgs: typeof clusterArgs = {
  ...clusterArgs,
  components: {
    mirrorGateway: enabled,
    indexCreation: enabled,
    indexSave: enabled,
    indexCorrection: enabled,
    indexDeletion: enabled,
  },
};
