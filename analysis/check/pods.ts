import { podFindings } from "../podFindings";
import type { Found } from "./finding";
import { objectText, type Subject } from "./subject";

/** What only pods can show. */
export function pods({ manifests, isolating }: Subject): Found[] {
  if (manifests === undefined) return [];
  return podFindings(manifests, isolating).map(({ code, name, open }): Found =>
    code === "pod-without-policy"
      ? { id: code, object: objectText("Pod", name), path: ["metadata", "labels"], about: (open ?? []).join(" and ") }
      : { id: code, object: objectText("NetworkPolicy", name), path: ["spec", "podSelector"] },
  );
}
