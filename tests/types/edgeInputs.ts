/*
 * This file is compiled by `tsc --noEmit` but never run. In edges, DNS endpoints and similar args, every leaf accepts an Input.
 * The fields that determine which edges exist accept only plain values.
 */
import type { Output } from "@pulumi/pulumi";
import type { Component, EdgeEndpoint, InputValueKinds, ValdNetworkPoliciesArgs } from "../../index";

declare const text: Output<string>;
declare const texts: Output<string[]>;
declare const labels: Output<Record<string, string>>;
declare const number: Output<number>;
declare const ports: Output<{ port: number }[]>;
declare const protocol: Output<"UDP">;

export const inputs: ValdNetworkPoliciesArgs = {
  namespace: text,
  edgePorts: "vald",
  defaults: { ports: { grpc: number, rest: number, readiness: number } },
  components: { agent: { ports: { grpc: number, rest: Promise.resolve(8080), readiness: 3001 } } },
  edges: [
    { from: { namespace: text, namespaceLabels: labels, podLabels: { app: text } }, to: { component: "every" }, ports },
    { from: { component: "agent" }, to: { cidrs: texts, except: [text] }, ports: [{ port: number, protocol }] },
    { from: { component: "agent" }, to: { cidrs: [text, "10.0.0.0/8"], except: texts } },
  ],
  apiServer: { cidrs: [text], ports },
  dns: [{ preset: "nodeLocal", port: number }, { namespace: text, podLabels: labels }, { cidrs: texts }],
};

/*
 * An Output of an object exposes the object's fields as Outputs. So if all fields accept Inputs, as in `apiServer`, the compiler
 * accepts an Output of the whole object. The validator rejects such an Output (tests/mocks/mistakes.spec.ts).
 */
type Args = ValdNetworkPoliciesArgs;
type Edge = NonNullable<Args["edges"]>[number];
type Dns = NonNullable<Args["dns"]>[number];
declare function late<T>(): Output<T>;

// @ts-expect-error -- the list of edges must be plain
export const edges: Args["edges"] = late<Edge[]>();
// @ts-expect-error -- an edge must be plain
export const edge: Args["edges"] = [late<Edge>()];
// @ts-expect-error -- an endpoint must be plain
export const endpoint: Edge["to"] = late<EdgeEndpoint<InputValueKinds>>();
// @ts-expect-error -- a component must be plain
export const component: Edge["to"] = { component: late<Component>() };
// @ts-expect-error -- edgePorts must be plain
export const edgePorts: Args["edgePorts"] = late<"vald">();
// @ts-expect-error -- the list of DNS endpoints must be plain
export const dns: Args["dns"] = late<Dns[]>();
// @ts-expect-error -- a DNS endpoint must be plain
export const dnsEndpoint: Args["dns"] = [late<Dns>()];
// @ts-expect-error -- a preset must be plain
export const preset: Dns = { preset: late<"nodeLocal">() };
