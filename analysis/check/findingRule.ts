import type { Cni } from "../../args/cni";
import type { Severity } from "./severity";

/** A rule of `check`: what its findings say, and when they are reported. */
export interface FindingRule<Id extends string = string> {
  /** Stable. */
  id: Id;
  severity: Severity;
  /** The reason for the finding. */
  message: string;
  /** How to resolve the finding. */
  remediation: string;
  /**
   * The network plugins for which the rule is reported, with plugin-specific texts. If absent, the rule is reported for all
   * plugins.
   */
  cniOverrides?: { readonly [C in Cni]?: CniOverride };
  /** Whether a rule with overrides is also reported if the network plugin has no override or is not specified. Default: false. */
  appliesToAllCnis?: true;
  /** Whether only manifests can have this finding. Default: false. */
  needsManifests?: true;
}

export interface CniOverride {
  /** Default: the rule's severity. */
  severity?: Severity;
  message: string;
  /** Default: the rule's remediation. */
  remediation?: string;
  /** URL that documents this plugin behavior. */
  source: string;
}
