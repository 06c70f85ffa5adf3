import type { Pod } from "../../analysis/model/peer";
import type { ObjectsRead } from "../../manifests/readObjects";
import { displayName } from "../filePosition";
import type { LocateIssues, ObjectsOfFiles } from "./manifestIssues";
import { type LocatedManifests, readManifests } from "./readManifests";
import { readPreview } from "./readPreview";
import { UsageError } from "./usageError";

type Objects = ObjectsOfFiles & Partial<Pick<LocatedManifests, "locate">>;

/**
 * Reads manifests, or the planned policies in a preview, or both: a preview with the pods, namespaces, and Services in manifests.
 * Throws `UsageError` if both contain policies, because those in the cluster may differ from the planned ones.
 */
export function readPolicyFiles(
  preview: string | undefined,
  providers: readonly string[],
  manifests: readonly string[],
  namespace: string,
): Objects {
  if (preview === undefined) return readManifests(manifests, namespace);
  const { before, after } = readPreview(preview, providers);
  if (manifests.length === 0) return after;
  const others = readManifests(manifests, namespace);
  if (hasPolicies(others) && (hasPolicies(before) || hasPolicies(after)))
    throw new UsageError(
      `pass either --preview or ${manifests.map(displayName).join(", ")}, because both contain policies; to add pods, namespaces, or Services to a preview, pass manifests without policies`,
    );
  return combined(after, others);
}

function hasPolicies({ notes }: Pick<ObjectsRead, "notes">): boolean {
  return !notes.some(({ code }) => code === "no-policies");
}

/** The objects of both. The labels of a namespace after the change count more than those in manifests. */
function combined(planned: Objects, others: LocatedManifests): Objects {
  const namespaces = { ...others.input.namespaces, ...planned.input.namespaces };
  const withLabels = (pods: readonly Pod[] | undefined) =>
    pods?.map((pod) => ({
      ...pod,
      ...(Object.hasOwn(namespaces, pod.namespace) && { namespaceLabels: namespaces[pod.namespace]! }),
    }));
  const { pods, hostNetworkPods, endedPods } = others.input;
  const unevaluated = [planned, others].flatMap(({ input }) => input.unevaluatedPolicies ?? []);
  const hasAnyPolicy = hasPolicies(planned) || hasPolicies(others);
  const ofOthers = new Set(others.invalid.flatMap(({ issues }) => issues));
  const locateIssues: LocateIssues = (issues) => {
    const [inOthers, inPreview] = [others.locateIssues(issues), planned.locateIssues(issues)];
    return issues.flatMap((issue, i) => (ofOthers.has(issue) ? inOthers : inPreview).slice(i, i + 1));
  };
  return {
    input: {
      ...others.input,
      policies: [...planned.input.policies, ...others.input.policies],
      namespaces,
      ...(pods !== undefined && { pods: withLabels(pods)! }),
      ...(hostNetworkPods !== undefined && { hostNetworkPods: withLabels(hostNetworkPods)! }),
      ...(endedPods !== undefined && { endedPods: withLabels(endedPods)! }),
      ...(unevaluated.length > 0 && { unevaluatedPolicies: unevaluated }),
    },
    notes: [
      ...planned.notes.filter(({ code }) => code !== "no-policies" || !hasAnyPolicy),
      ...others.notes.filter(({ code }) => code !== "no-policies"),
    ],
    invalid: [...planned.invalid, ...others.invalid],
    locateIssues,
    locate: others.locate,
  };
}
