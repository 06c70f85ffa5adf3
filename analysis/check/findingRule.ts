import type { Cni } from "../../args/cni";
import type { Severity } from "./severity";

/** A rule of `check`: what its findings say, and when they are reported. */
export interface FindingRule<Id extends string = string> {
  /** The stable id of its findings, such as `everyone`. */
  id: Id;
  /** How serious its findings are, unless `cniOverrides` says otherwise. */
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

/** How the findings of a rule differ for one network plugin. */
export interface CniOverride {
  /** Default: the rule's severity. */
  severity?: Severity;
  /** The reason for the finding with this plugin. */
  message: string;
  /** Default: the rule's remediation. */
  remediation?: string;
  /** URL that documents this plugin behavior. */
  source: string;
}
