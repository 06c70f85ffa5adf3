import { kindText, type PolicyObject, whyNotEvaluated, type WhyNotEvaluated } from "../model/policyObject";

/** What to do about policies that are not evaluated: one sentence for each reason. */
export function unevaluatedAdvice(
  policies: readonly PolicyObject[],
  escape: (text: string) => string = (text) => text,
): string[] {
  const of = (reason: WhyNotEvaluated) => policies.filter((policy) => whyNotEvaluated(policy) === reason);
  const [unreadable, otherVersions, otherKinds] = [of("unreadable"), of("other-version"), of("other-kind")];
  const options = [...new Set(otherKinds.map((policy) => `--ignore-kind ${escape(kindText(policy))}`))];
  return [
    ...(unreadable.length === 0 ? [] : [`correct ${unreadable.length === 1 ? "this policy" : "these policies"}`]),
    ...(otherVersions.length === 0 ? [] : [changeVersion]),
    ...(otherKinds.length === 0
      ? []
      : [
          `review ${otherKinds.length === 1 ? "this policy" : "these policies"}, and then accept ${otherKinds.length === 1 ? "it" : "them"} with ${options.join(" ")}`,
        ]),
  ];
}

/** What to do about a NetworkPolicy with a version that no server has today. */
export const changeVersion = "change the apiVersion of NetworkPolicy objects to networking.k8s.io/v1";
