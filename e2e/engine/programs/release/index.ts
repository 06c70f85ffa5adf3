import { readFileSync } from "node:fs";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "vald-network-policy";
import { parse } from "yaml";

const config = new pulumi.Config();
const provider = new Provider("cluster", { context: config.require("kubeContext") });
const read = (file: string) => parse(readFileSync(`${__dirname}/${file}`, "utf8"));

function deploy(name: string, args: Partial<ValdNetworkPoliciesArgs>): void {
  const namespace = new Namespace(name, { metadata: { name: `release-${name}` } }, { provider });
  new ValdNetworkPolicies(name, { ...args, namespace: namespace.metadata.name }, { provider });
}

deploy("minimal", {});
deploy("full", { ...read("values.yaml"), chartValues: read("chart-values.yaml") });
