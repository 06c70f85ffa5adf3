import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { opens } from "../analysis/opens";
import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type { NetworkPoliciesArgs } from "../policy/args";
import { componentArgsShape } from "../policy/argsShape";
import { assertValid } from "../policy/assertValid";
import { compile } from "../policy/compile";
import { adopted } from "./adopted";
import { type InputValues, inputValues } from "./inputs";
import { lateCheck } from "./lateCheck";
import { masked } from "./masked";
import { assertStrict } from "./tellFindings";

/** What `ValdNetworkPolicies` takes: as `networkPolicies`, with Inputs wherever a value may come from another resource. */
export interface ValdNetworkPoliciesArgs extends NetworkPoliciesArgs<InputValues> {
  /** The namespace in which Vald runs. */
  namespace: pulumi.Input<string>;
  /**
   * Whether policies of the same names that another manager made, such as Helm, are taken over in place; Helm leaves them
   * then when its chart stops making them. For as long as the move takes. Default: false, which makes them a conflict.
   */
  adopt?: boolean | undefined;
  /**
   * Whether what `check` finds, an error or a warning, stops the policies as wrong args do. Default: false, which makes each a
   * warning of the preview.
   */
  strict?: boolean | undefined;
}

/**
 * The network policies of one Vald cluster: one NetworkPolicy for each Vald component that is deployed, compiled from the
 * documented table of who may talk to whom, with the custom rules merged in. Throws `InvalidArgsError` before anything is
 * registered when plain args are wrong; wrong values that are known only later stop every policy.
 */
export class ValdNetworkPolicies extends pulumi.ComponentResource {
  /** The name of each policy by component: `{ agent: "vald-agent-allow", ... }`; empty when policies are off. */
  public readonly policyNames: pulumi.Output<Record<string, string>>;
  /** The policies by component. */
  public readonly policies: Readonly<Partial<Record<Component, NetworkPolicy>>>;
  /** One sentence, sorted, for each opening that custom rules add to the documented table. */
  public readonly opens: pulumi.Output<string[]>;

  constructor(name: string, args: ValdNetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    // Before super(): what throws after it leaves the component in the state.
    assertValid(masked(args), componentArgsShape);
    assertStrict(masked(args));
    super("vald-network-policy:index:ValdNetworkPolicies", name, {}, opts);

    // Each policy waits for this, so none is made or changed while any value is wrong.
    const dependsOn = lateCheck(args, componentArgsShape, this);

    const policies: Partial<Record<Component, NetworkPolicy>> = {};
    const names: Partial<Record<Component, pulumi.Output<string>>> = {};
    for (const [component, compiled] of Object.entries(compile(valdGraph, args, inputValues))) {
      const policy = args.adopt === true ? adopted(compiled) : compiled;
      const resource = new NetworkPolicy(`${name}-${component}`, policy, { parent: this, dependsOn });
      policies[component as Component] = resource;
      // Through the URN, so that whoever uses a name waits for its policy; the name itself is known in a preview.
      names[component as Component] = pulumi
        .all([policy.metadata.name, resource.urn])
        .apply(([policyName]) => policyName);
    }

    this.policies = policies;
    this.policyNames = pulumi.output(names as Record<string, pulumi.Output<string>>);
    this.opens = dependsOn.apply(() => pulumi.output(args)).apply((known) => opens(known as NetworkPoliciesArgs));
    this.registerOutputs({ policyNames: this.policyNames, opens: this.opens });
  }
}
