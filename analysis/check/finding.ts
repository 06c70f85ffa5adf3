import type { Cni, FindingId } from "../../policy/findingIds";
import { type Path, pathText } from "../../policy/problem";
import { findingKinds, type Severity } from "./kinds";

/** Something legal that is dangerous, or does not do what it seems to; `findingText` is its wording. */
export interface Finding {
  id: FindingId;
  severity: Severity;
  /** Where it is: in the args, or in the object. */
  path: Path;
  /** The object of the manifests that it is in: `NetworkPolicy vald/vald-agent-allow`. Absent: it is in the args. */
  object?: string;
  /** What of it, in words, where the path alone does not tell. */
  about?: string;
  /** Why it is told, in a sentence. */
  why: string;
  /** What to do about it. */
  mend: string;
  /** Who says so, of what holds with one network plugin only. */
  source?: string;
}

/** Where something is that may be a finding. */
export type Place = Pick<Finding, "path" | "object">;

/** What a check has found, before it is asked whether it holds with the network plugin. */
export interface Found extends Place {
  id: FindingId;
  about?: string;
}

/** Whether such a finding can be with a network plugin. */
export function holds(id: FindingId, cni: Cni | undefined): boolean {
  const { with: engines, isGeneral = engines === undefined } = findingKinds[id];
  return isGeneral || (cni !== undefined && engines?.[cni] !== undefined);
}

/** A finding with what there is to say of it; undefined where it does not hold with the network plugin. */
export function findingOf({ id, path, object, about }: Found, cni: Cni | undefined): Finding | undefined {
  if (!holds(id, cni)) return undefined;
  const { severity, why, mend, with: engines } = findingKinds[id];
  const own = cni === undefined ? undefined : engines?.[cni];
  return {
    id,
    severity,
    path,
    ...(object !== undefined && { object }),
    ...(about !== undefined && { about }),
    why,
    mend,
    ...own,
  };
}

/** Where a finding is: `edges[0].from`, `NetworkPolicy vald/vald-agent-allow: spec.ingress[0]`. */
export function placeText({ object, path }: Place): string {
  return [...(object === undefined ? [] : [object]), ...(path.length === 0 ? [] : [pathText(path)])].join(": ");
}

/** What is found at places where it is so of all that it is told of: a rule of several components may be there for one of them. */
export function throughout(all: readonly (Found & { isFine: boolean })[]): Found[] {
  const fine = new Set(all.filter(({ isFine }) => isFine).map(placeText));
  return all.filter((one) => !fine.has(placeText(one))).map(({ isFine: _, ...found }) => found);
}

/** A finding in a line, without how bad it is: `half-dns: edges[0].ports[0] (UDP 53): ...; open both`. */
export function findingText({ id, about, why, mend, ...place }: Finding): string {
  const where = [placeText(place), ...(about === undefined ? [] : [`(${about})`])].filter((part) => part !== "");
  return `${id}: ${where.length === 0 ? "" : `${where.join(" ")}: `}${why}; ${mend}`;
}
