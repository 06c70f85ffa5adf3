/*
 * Compiled by `tsc --noEmit` and never run: in edges and their like every leaf takes an Input, and what decides which edges
 * there are takes none.
 */
import type { Output } from "@pulumi/pulumi";
import type { Component, EdgeEnd, InputValues, ValdNetworkPoliciesArgs } from "../../index";

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
 * An Output of an object has the object's fields as Outputs. So where all of them take Inputs, as in `apiServer`, the compiler
 * lets an Output of the whole pass; the validator refuses it (tests/mocks/mistakes.spec.ts).
 */
type Args = ValdNetworkPoliciesArgs;
type Edge = NonNullable<Args["edges"]>[number];
type Dns = NonNullable<Args["dns"]>[number];
declare function late<T>(): Output<T>;

// @ts-expect-error -- which edges there are is plain
export const edges: Args["edges"] = late<Edge[]>();
// @ts-expect-error -- an edge is plain
export const edge: Args["edges"] = [late<Edge>()];
// @ts-expect-error -- an end is plain
export const end: Edge["to"] = late<EdgeEnd<InputValues>>();
// @ts-expect-error -- a component is plain
export const component: Edge["to"] = { component: late<Component>() };
// @ts-expect-error -- what edges are limited to is plain
export const edgePorts: Args["edgePorts"] = late<"vald">();
// @ts-expect-error -- which places of DNS there are is plain
export const dns: Args["dns"] = late<Dns[]>();
// @ts-expect-error -- a place of DNS is plain
export const place: Args["dns"] = [late<Dns>()];
// @ts-expect-error -- a preset is plain
export const preset: Dns = { preset: late<"nodeLocal">() };
