import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { openingsOf } from "../analysis/queries/openings";
import { openingSentences } from "../analysis/text/openingText";
import type { NetworkPoliciesArgs } from "../args/args";
import { componentArgsSchema } from "../args/argsSchema";
import { assertValid } from "../args/invalidArgsError";
import { plainValueOps } from "../args/plainValueOps";
import { resolveValidArgs } from "../args/resolveArgs";
import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { compile } from "../policy/compile";
import { type InputValueKinds, inputValueOps } from "./inputValueOps";
import { containsOutputs, maskOutputs } from "./maskOutputs";
import { checkArgs, logFindings } from "./reportFindings";
import { toAdoptedPolicy } from "./toAdoptedPolicy";
import { validateWhenResolved } from "./validateWhenResolved";

/** The args of `ValdNetworkPolicies`: those of `networkPolicies`, with Inputs wherever a value may come from another resource. */
export interface ValdNetworkPoliciesArgs extends NetworkPoliciesArgs<InputValueKinds> {
  /** Namespace in which Vald runs. */
  namespace: pulumi.Input<string>;
  /**
   * Whether to take over policies with the same names from another manager, such as Helm. Helm then keeps them when its chart stops
   * creating them. Use it only while you migrate. Default: false; such policies are a conflict.
   */
  adopt?: boolean | undefined;
  /** Whether errors and warnings of `check` fail the deployment, as invalid args do. Default: false; they are logged as warnings. */
  strict?: boolean | undefined;
}

/**
 * The network policies of one Vald cluster: one NetworkPolicy for each deployed component, compiled from the documented table and
 * your edges and custom rules. Throws `InvalidArgsError` before anything is registered if plain args are invalid; invalid values
 * of Outputs stop every policy.
 */
export class ValdNetworkPolicies extends pulumi.ComponentResource {
  /** The name of each policy, by component: `{ agent: "vald-agent-allow", ... }`. Empty if policies are off. */
  public readonly policyNames: pulumi.Output<Record<string, string>>;
  /** The policies, by component. */
  public readonly policies: Readonly<Partial<Record<Component, NetworkPolicy>>>;
  /** What the policies allow beyond the documented table: sorted sentences. */
  public readonly openings: pulumi.Output<string[]>;

  constructor(name: string, args: ValdNetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    // Before super(): an error after it would leave the component in the state.
    const masked = maskOutputs(args);
    assertValid(masked, componentArgsSchema);
    const isComplete = !containsOutputs(args);
    const checked = isComplete || args.strict === true ? checkArgs(masked) : undefined;
    super("vald-network-policy:index:ValdNetworkPolicies", name, {}, opts);

    // Every policy waits for this, so none is created or changed while a value is invalid.
    const dependsOn = isComplete ? [] : validateWhenResolved(args, componentArgsSchema, this);
    if (isComplete && checked !== undefined) logFindings(checked, this);

    const resolved = resolveValidArgs(valdGraph, args, inputValueOps);
    const policies: Partial<Record<Component, NetworkPolicy>> = {};
    const names: Partial<Record<Component, pulumi.Output<string>>> = {};
    for (const [component, compiled] of Object.entries(compile(resolved, inputValueOps))) {
      const policy = args.adopt === true ? toAdoptedPolicy(compiled) : compiled;
      const resource = new NetworkPolicy(`${name}-${component}`, policy, { parent: this, dependsOn });
      policies[component as Component] = resource;
      // Through the URN, so that users of a name wait for its policy. The name itself is known in a preview.
      names[component as Component] = pulumi
        .all([policy.metadata.name, resource.urn])
        .apply(([policyName]) => policyName);
    }

    this.policies = policies;
    this.policyNames = pulumi.output(names as Record<string, pulumi.Output<string>>);
    this.openings = pulumi
      .output(dependsOn)
      .apply(() => pulumi.output(args))
      // Cast: every Input in the args is known here, and the args are valid.
      .apply((known) => openingsOf(resolveValidArgs(valdGraph, known as NetworkPoliciesArgs, plainValueOps)))
      .apply(openingSentences);
    this.registerOutputs({ policyNames: this.policyNames, openings: this.openings });
  }
}
