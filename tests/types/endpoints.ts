/*
 * Compiled by `tsc --noEmit`, never run. Endpoints that contradict themselves or describe nothing are type errors, with plain
 * values and with Inputs. Values that programs compute keep compiling.
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

// @ts-expect-error -- an endpoint has at least one field
export const empty: EdgeEndpoint = {};
// @ts-expect-error -- a component excludes CIDR blocks
export const componentAndCidrs: EdgeEndpoint = { component: "agent", cidrs: ["10.0.0.0/8"] };
// @ts-expect-error -- a component excludes pod labels
export const componentAndPods: EdgeEndpoint = { component: "agent", podLabels: { app: "a" } };
// @ts-expect-error -- pods exclude CIDR blocks
export const podsAndCidrs: EdgeEndpoint = { namespace: "shop", cidrs: ["10.0.0.0/8"] };
// @ts-expect-error -- except needs cidrs
export const exceptAlone: EdgeEndpoint = { except: ["10.0.0.0/8"] };
// @ts-expect-error -- a DNS endpoint has a preset, pods or CIDR blocks
export const portAlone: DnsArgs = { port: 53 };
// @ts-expect-error -- a preset excludes CIDR blocks
export const presetAndCidrs: DnsArgs = { preset: "nodeLocal", cidrs: ["10.0.0.1/32"] };
// @ts-expect-error -- a preset excludes pods
export const presetAndPods: DnsArgs = { preset: "nodeLocal", namespace: "dns" };
// @ts-expect-error -- a DNS endpoint is not a component
export const dnsComponent: DnsArgs = { component: "agent" };

// @ts-expect-error -- an endpoint has at least one field
export const emptyInput: EdgeEndpoint<InputValueKinds> = {};
// @ts-expect-error -- a component excludes CIDR blocks
export const componentAndCidrInputs: EdgeEndpoint<InputValueKinds> = { component: "agent", cidrs };
// @ts-expect-error -- a component excludes pod labels
export const componentAndPodInputs: EdgeEndpoint<InputValueKinds> = { component: "agent", podLabels: { app: text } };
// @ts-expect-error -- pods exclude CIDR blocks
export const podsAndCidrInputs: EdgeEndpoint<InputValueKinds> = { namespace: text, cidrs };
// @ts-expect-error -- a preset excludes CIDR blocks
export const presetAndCidrInputs: DnsArgs<InputValueKinds> = { preset: "nodeLocal", cidrs };
// @ts-expect-error -- a preset excludes pods
export const presetAndPodInputs: DnsArgs<InputValueKinds> = { preset: "nodeLocal", namespace: text };

// In args too, not only where the type of the endpoint is named.
export const args: NetworkPoliciesArgs = {
  // @ts-expect-error -- an endpoint has at least one field
  edges: [{ from: {}, to: { component: "agent" } }],
};
export const inputArgs: ValdNetworkPoliciesArgs = {
  namespace: text,
  // @ts-expect-error -- a preset excludes CIDR blocks
  dns: [{ preset: "kubeSystem", cidrs }],
};

declare const config: { namespaces: string[]; port: number; protocol: string; callers: Component[] };
declare const port: networking.v1.NetworkPolicyPort;

// Mapped lists, conditional fields and protocols that are only known to be strings.
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

// Values typed by @pulumi/kubernetes.
export const providerTyped: ValdNetworkPoliciesArgs = {
  namespace: text,
  edges: config.namespaces.map((namespace) => ({
    from: { namespace, podLabels: { app: text } },
    to: { component: "lbGateway" },
    ports: [port],
  })),
  apiServer: { cidrs, ports: [port] },
};
