import type * as pulumi from "@pulumi/pulumi";
import type { NetworkPoliciesArgs } from "../args/args";
import type { InputValueKinds } from "./inputValueOps";

/**
 * The args of `ValdNetworkPolicies`. They are the args of `networkPolicies`, but values that may come from other resources can
 * be Inputs.
 */
export interface ValdNetworkPoliciesArgs extends NetworkPoliciesArgs<InputValueKinds> {
  /** Namespace in which Vald runs. */
  namespace: pulumi.Input<string>;
  /**
   * Values of Vald's Helm chart, or a ValdRelease, over which the other args are merged. The chart's own defaults apply, so
   * policies are off unless the values or the args set `defaults.networkPolicy.enabled` to true. Default: none.
   */
  chartValues?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Whether to take over existing policies with the same names from another manager, such as Helm, which then keeps them when its
   * chart stops creating them. Use this option only during a migration. Default: false; existing policies with the same names
   * cause a conflict.
   */
  adopt?: boolean | undefined;
  /**
   * Whether findings with severity `error` or `warning` fail the deployment, like invalid args. Default: false; these findings
   * are logged as warnings.
   */
  strict?: boolean | undefined;
}
