/*
 * This file is compiled by `tsc --noEmit` but never run. Endpoints that contradict themselves or describe nothing are type
 * errors, both with plain values and with Inputs. Values that a program computes still compile.
 */
import type { Output } from "@pulumi/pulumi";
import type { networking } from "@pulumi/kubernetes/types/input";
import type {
  Component,
  DnsArgs,
  EdgeArgs,
  EdgeEndpoint,
  InputValueKinds,
  NetworkPoliciesArgs,
  ValdNetworkPoliciesArgs,
} from "../../index";

declare const text: Output<string>;
declare const cidrs: Output<string[]>;

// @ts-expect-error -- an endpoint must have at least one field
export const empty: EdgeEndpoint = {};
// @ts-expect-error -- a component cannot be combined with CIDR blocks
export const componentAndCidrs: EdgeEndpoint = { component: "agent", cidrs: ["10.0.0.0/8"] };
// @ts-expect-error -- a component cannot be combined with pod labels
export const componentAndPods: EdgeEndpoint = { component: "agent", podLabels: { app: "a" } };
// @ts-expect-error -- pods cannot be combined with CIDR blocks
export const podsAndCidrs: EdgeEndpoint = { namespace: "shop", cidrs: ["10.0.0.0/8"] };
// @ts-expect-error -- except requires cidrs
export const exceptAlone: EdgeEndpoint = { except: ["10.0.0.0/8"] };
// @ts-expect-error -- a DNS endpoint must have a preset, pods or CIDR blocks
export const portAlone: DnsArgs = { port: 53 };
// @ts-expect-error -- a preset cannot be combined with CIDR blocks
export const presetAndCidrs: DnsArgs = { preset: "nodeLocal", cidrs: ["10.0.0.1/32"] };
// @ts-expect-error -- a preset cannot be combined with pods
export const presetAndPods: DnsArgs = { preset: "nodeLocal", namespace: "dns" };
// @ts-expect-error -- a DNS endpoint cannot be a component
export const dnsComponent: DnsArgs = { component: "agent" };

// @ts-expect-error -- an endpoint must have at least one field
export const emptyInput: EdgeEndpoint<InputValueKinds> = {};
// @ts-expect-error -- a component cannot be combined with CIDR blocks
export const componentAndCidrInputs: EdgeEndpoint<InputValueKinds> = { component: "agent", cidrs };
// @ts-expect-error -- a component cannot be combined with pod labels
export const componentAndPodInputs: EdgeEndpoint<InputValueKinds> = { component: "agent", podLabels: { app: text } };
// @ts-expect-error -- pods cannot be combined with CIDR blocks
export const podsAndCidrInputs: EdgeEndpoint<InputValueKinds> = { namespace: text, cidrs };
// @ts-expect-error -- a preset cannot be combined with CIDR blocks
export const presetAndCidrInputs: DnsArgs<InputValueKinds> = { preset: "nodeLocal", cidrs };
// @ts-expect-error -- a preset cannot be combined with pods
export const presetAndPodInputs: DnsArgs<InputValueKinds> = { preset: "nodeLocal", namespace: text };

// The same endpoints are type errors inside args, where no endpoint type is named.
export const args: NetworkPoliciesArgs = {
  // @ts-expect-error -- an endpoint must have at least one field
  edges: [{ from: {}, to: { component: "agent" } }],
};
export const inputArgs: ValdNetworkPoliciesArgs = {
  namespace: text,
  // @ts-expect-error -- a preset cannot be combined with CIDR blocks
  dns: [{ preset: "kubeSystem", cidrs }],
};

declare const config: { namespaces: string[]; port: number; protocol: string; callers: Component[] };
declare const port: networking.v1.NetworkPolicyPort;

// These args compile although they contain mapped lists and a protocol typed only as `string`.
export const computed: NetworkPoliciesArgs = {
  edges: [
    ...config.namespaces.map((namespace) => ({ from: { namespace }, to: { component: "lbGateway" as const } })),
    ...config.callers.map((component) => ({
      from: { component },
      to: { cidrs: config.namespaces.map((name) => `${name}/32`) },
      ports: [{ port: config.port, protocol: config.protocol }],
    })),
  ],
  dns: config.namespaces.map((namespace) => ({ namespace, port: config.port })),
};
export const plainAsInputs: ValdNetworkPoliciesArgs = { ...computed, namespace: "vald" };
const edge = (source: EdgeEndpoint): EdgeArgs => ({ from: source, to: { component: "every" } });
export const fromFunction: NetworkPoliciesArgs = { edges: [edge({ podLabels: {} }), edge({ component: "agent" })] };

// These values have types from @pulumi/kubernetes.
export const providerTyped: ValdNetworkPoliciesArgs = {
  namespace: text,
  edges: config.namespaces.map((namespace) => ({
    from: { namespace, podLabels: { app: text } },
    to: { component: "lbGateway" },
    ports: [port],
  })),
  apiServer: { cidrs, ports: [port] },
};
