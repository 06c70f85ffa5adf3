import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const namespace = "default";
/** Admits the lb gateway to the agent. */
const spec = {
  podSelector: { matchLabels: { app: "vald-agent" } },
  policyTypes: ["Ingress"],
  ingress: [{ from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] }],
};

switch (config.require("step")) {
  case "none":
    break;
  case "import":
    new NetworkPolicy("agent", { metadata: { name: "by-hand", namespace }, spec }, { import: `${namespace}/by-hand` });
    break;
  case "read":
    NetworkPolicy.get("agent", `${namespace}/by-hand`);
    break;
  default: {
    // Another key, because a replacement that changes a field of the same object would be a conflict.
    const options = config.getObject<pulumi.CustomResourceOptions>("options");
    new NetworkPolicy(
      "agent",
      { metadata: { name: "agent", namespace, annotations: { [config.require("step")]: "1" } }, spec },
      options,
    );
  }
}
