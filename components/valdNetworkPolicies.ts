import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import * as pulumi from "@pulumi/pulumi";
import { openingsOf } from "../analysis/queries/openings";
import { openingSentences } from "../analysis/text/openingText";
import type { NetworkPoliciesArgs } from "../args/args";
import { plainValueOps } from "../args/plainValueOps";
import { resolveValidArgs } from "../args/resolveArgs";
import { copyOf } from "../args/schema/copyOf";
import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { compile } from "../policy/compile";
import { inputValueOps } from "./inputValueOps";
import { containsOutputs, maskOutputs } from "./maskOutputs";
import { withChartValues } from "./chartValues";
import { checkArgs, logFindings, type ReportedFinding, reportedFindings } from "./reportFindings";
import { toAdoptedPolicy } from "./toAdoptedPolicy";
import type { ValdNetworkPoliciesArgs } from "./valdNetworkPoliciesArgs";
import { validateWhenResolved } from "./validateWhenResolved";

/**
 * The network policies of one Vald cluster: one NetworkPolicy for each deployed component, compiled from the documented table,
 * your edges, and your custom rules. If plain args are invalid, throws `InvalidArgsError` before anything is registered. If an
 * Output resolves to an invalid value, no policy is created or changed.
 */
export class ValdNetworkPolicies extends pulumi.ComponentResource {
  /** The type token, by which policy packs recognize the component. */
  public static readonly __pulumiType = "vald-network-policy:index:ValdNetworkPolicies";

  /** The name of each policy, by component: `{ agent: "vald-agent-allow", ... }`. Empty if policies are off. */
  public readonly policyNames: pulumi.Output<Record<string, string>>;
  /** The policies, by component. */
  public readonly policies: Readonly<Partial<Record<Component, NetworkPolicy>>>;
  /** The connections that the policies allow beyond the documented table, as sorted sentences. */
  public readonly openings: pulumi.Output<string[]>;
  /** Rules and settings that are valid but risky, sorted by severity, most serious first. Empty if everything is fine. */
  public readonly findings: pulumi.Output<ReportedFinding[]>;

  constructor(name: string, ownArgs: ValdNetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    // Validated before super(), because an error after super() would leave the component in the state.
    const { args, chart } = withChartValues(copyOf(ownArgs));
    const isComplete = !containsOutputs(args);
    const checked = isComplete || args.strict === true ? checkArgs(maskOutputs(args), chart) : undefined;
    super(ValdNetworkPolicies.__pulumiType, name, {}, opts);

    // Every policy waits for the validation, so no policy is created or changed if a value is invalid.
    const whenResolved = isComplete ? undefined : validateWhenResolved(args, chart, this);
    const dependsOn = whenResolved?.apply((): pulumi.Resource[] => []) ?? [];
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
    // Findings do not contain secret values, so they are not secret even if some args are.
    this.findings = pulumi.unsecret(whenResolved ?? pulumi.output(checked?.findings ?? [])).apply(reportedFindings);
    this.registerOutputs({
      policyNames: this.policyNames,
      policies: this.policies,
      openings: this.openings,
      findings: this.findings,
    });
  }
}
