import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { openingsOf } from "../analysis/queries/openings";
import { openingSentences } from "../analysis/text/openingText";
import type { NetworkPoliciesArgs } from "../args/args";
import { componentArgsSchema } from "../args/argsSchema";
import { assertValid } from "../args/invalidArgsError";
import { plainValueOps } from "../args/plainValueOps";
import { resolveValidArgs } from "../args/resolveArgs";
import { copyOf } from "../args/schema/copyOf";
import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { compile } from "../policy/compile";
import { type InputValueKinds, inputValueOps } from "./inputValueOps";
import { containsOutputs, maskOutputs } from "./maskOutputs";
import { checkArgs, logFindings } from "./reportFindings";
import { toAdoptedPolicy } from "./toAdoptedPolicy";
import { validateWhenResolved } from "./validateWhenResolved";

/**
 * The args of `ValdNetworkPolicies`. They are the args of `networkPolicies`, but values that may come from other resources can
 * be Inputs.
 */
export interface ValdNetworkPoliciesArgs extends NetworkPoliciesArgs<InputValueKinds> {
  /** Namespace in which Vald runs. */
  namespace: pulumi.Input<string>;
  /**
   * Whether to take over existing policies with the same names from another manager, such as Helm. Helm then keeps these
   * policies when its chart stops creating them. Use this option only during a migration. Default: false; existing policies
   * with the same names cause a conflict.
   */
  adopt?: boolean | undefined;
  /**
   * Whether findings with severity `error` or `warning` fail the deployment, like invalid args. Default: false; these findings
   * are logged as warnings.
   */
  strict?: boolean | undefined;
}

/**
 * The network policies of one Vald cluster: one NetworkPolicy for each deployed component, compiled from the documented table,
 * your edges, and your custom rules. If plain args are invalid, throws `InvalidArgsError` before anything is registered. If an
 * Output resolves to an invalid value, no policy is created or changed.
 */
export class ValdNetworkPolicies extends pulumi.ComponentResource {
  /** The name of each policy, by component: `{ agent: "vald-agent-allow", ... }`. Empty if policies are off. */
  public readonly policyNames: pulumi.Output<Record<string, string>>;
  /** The policies, by component. */
  public readonly policies: Readonly<Partial<Record<Component, NetworkPolicy>>>;
  /** The connections that the policies allow beyond the documented table, as sorted sentences. */
  public readonly openings: pulumi.Output<string[]>;

  constructor(name: string, args: ValdNetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    args = copyOf(args);
    // Validated before super(), because an error after super() would leave the component in the state.
    const masked = maskOutputs(args);
    assertValid(masked, componentArgsSchema);
    const isComplete = !containsOutputs(args);
    const checked = isComplete || args.strict === true ? checkArgs(masked) : undefined;
    super("vald-network-policy:index:ValdNetworkPolicies", name, {}, opts);

    // Every policy waits for the validation, so no policy is created or changed if a value is invalid.
    const dependsOn = isComplete ? [] : validateWhenResolved(args, componentArgsSchema, this);
    if (isComplete && checked !== undefined) logFindings(checked, this);

    const resolved = resolveValidArgs(valdGraph, args, inputValueOps);
    const policies: Partial<Record<Component, NetworkPolicy>> = {};
    const names: Partial<Record<Component, pulumi.Output<string>>> = {};
    for (const [component, compiled] of Object.entries(compile(resolved, inputValueOps))) {
      const policy = args.adopt === true ? toAdoptedPolicy(compiled) : compiled;
      const resource = new NetworkPolicy(`${name}-${component}`, policy, { parent: this, dependsOn });
      policies[component as Component] = resource;
      // The output depends on the URN, so that resources that use a name wait for its policy. The name itself is known
      // in a preview.
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
