import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { ValdNetworkPolicies } from "vald-network-policy";

const settings = new ConfigMap("settings", { metadata: { namespace: "late", name: "70000" } });

// Only `up` knows the id of a resource that does not exist yet.
const port = settings.id.apply((id) => Number(id.split("/")[1]));

new ValdNetworkPolicies("vald", {
  namespace: "late",
  components: { agent: { custom: { ingress: [{ ports: [{ port }] }] } } },
});
