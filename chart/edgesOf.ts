import type { EdgeArgs, NetworkPoliciesArgs, ValueKinds } from "../args/args";

/** The edges in args that are validated later, so that an edge, or all of them, may be invalid. */
export function edgesOf({ edges }: NetworkPoliciesArgs<ValueKinds>): readonly (Partial<EdgeArgs<ValueKinds>> | null)[] {
  return Array.isArray(edges) ? edges : [];
}
