import { hasOtherVersion, kindText, type PolicyObject } from "../model/policyObject";

/** What to do about policies that are not evaluated: at most one sentence for those of other versions, and one for the others. */
export function unevaluatedAdvice(
  policies: readonly PolicyObject[],
  escape: (text: string) => string = (text) => text,
): string[] {
  const someAreInvalid = policies.some(
    ({ apiVersion, kind }) => kind === "NetworkPolicy" && apiVersion === "networking.k8s.io/v1",
  );
  const others = policies.filter((policy) => !hasOtherVersion(policy));
  const options = [...new Set(others.map((policy) => `--ignore-kind ${escape(kindText(policy))}`))];
  return [
    ...(others.length < policies.length ? [changeVersion] : []),
    ...(others.length > 0
      ? [
          `${someAreInvalid ? "correct those that are not valid; review the others" : "review these policies"}, then accept them with ${options.join(" ")}`,
        ]
      : []),
  ];
}

/** What to do about a NetworkPolicy of another version. */
export const changeVersion = "change the apiVersion of NetworkPolicy objects to networking.k8s.io/v1";
