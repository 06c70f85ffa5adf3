import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies } from "vald-network-policy";
import type { NetworkPoliciesArgs } from "vald-network-policy/core";

const config = new pulumi.Config();
const namespace = new Namespace("vald", { metadata: { name: "previewed" } });
const port = config.getSecretNumber("port");
// Only `up` knows the id of a resource that does not exist yet.
const late = config.getBoolean("late") && new Namespace("late", { metadata: { name: "late" } }).id.apply(() => 8081);

new ValdNetworkPolicies("vald", {
  ...config.getObject<NetworkPoliciesArgs>("args"),
  namespace: namespace.metadata.name,
  ...(port && { components: { agent: { custom: { ingress: [{ ports: [{ port }] }] } } } }),
  ...(late && { components: { agent: { custom: { ingress: [{ ports: [{ port: late }] }] } } } }),
});
