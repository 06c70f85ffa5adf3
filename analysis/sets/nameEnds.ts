import { allAddresses } from "../model/addresses";
import { allPeers, type PeerSet } from "./peerSet";
import type { ConnectionSpace } from "./connectionSpace";
import { type Node, NONE } from "./diagrams";

/** Pairs of ends, as sets of peers. */
export interface NamedEnds {
  /** Conditions on the pods at the local end, beside those that all of them meet. */
  local: PeerSet;
  remote: PeerSet;
  /** Remote peers that are excluded. */
  except: PeerSet[];
}

/** Peers that have a name, because a policy mentions them, and all pairs of ends with one of them at the remote end. */
export interface NamedPeers {
  peers: PeerSet;
  ends: Node;
  /** Whether a text may exclude them without naming them, as "everyone else". */
  isObvious: boolean;
}

/** More parts than anyone would read. */
const maxParts = 100;

/**
 * Describes pairs of ends: parts that together contain `wanted`, and that contain nothing outside `set`. It prefers peers that
 * have a name, in their order, possibly with exceptions; and else the widest boxes there are. For example, if the pods of `shop`
 * without those with `app=db` are wanted, the result is one box, "pods with another app than db in shop". Not complete: there
 * would be too many parts, and some are left out.
 */
export function nameEnds(
  space: ConnectionSpace,
  wanted: Node,
  set: Node,
  possible: Node,
  names: readonly NamedPeers[],
): { named: NamedEnds[]; isComplete: boolean } {
  const { diagrams } = space;
  const within = diagrams.union([set, diagrams.not(possible)]);
  const parts: Part[] = [];
  let rest = nameWithin(allPeers, wanted);
  while (rest !== NONE && parts.length < maxParts) {
    const [part] = widestBoxes(rest, 1);
    if (part === undefined) break;
    const pods = space.peers("local", part.local);
    const left = diagrams.union([diagrams.minus(rest, pods), nameWithin(part.local, diagrams.and(rest, pods))]);
    if (left === rest) parts.push(part);
    rest = left === rest ? diagrams.minus(rest, part.ends) : left;
  }
  const named = parts
    .filter(({ ends }, i) => !parts.some((other, j) => i < j && diagrams.isSubset(ends, other.ends)))
    .map(({ ends: _, ...one }) => one);
  return { named, isComplete: rest === NONE };

  /** Names connections of some local pods, each with peers that all of these pods are connected to. Returns the rest. */
  function nameWithin(local: PeerSet, part: Node): Node {
    const pods = space.peers("local", local);
    const there = names.map((one) => ({ ...one, ends: diagrams.and(one.ends, pods) }));
    const meeting = there.filter(({ ends }) => !diagrams.areDisjoint(ends, part));
    let left = part;
    for (const onlyObvious of [true, false]) {
      const excludable = there
        .filter(({ isObvious, ends }) => (isObvious || !onlyObvious) && diagrams.areDisjoint(ends, part))
        .sort((a, b) => Number(b.isObvious) - Number(a.isObvious));
      const setOrExcludable = diagrams.union([set, ...excludable.map(({ ends }) => ends)]);
      for (const name of meeting) {
        if (diagrams.areDisjoint(name.ends, left)) continue;
        const remote = space.withAddressesIn(name.peers, diagrams.and(name.ends, left));
        const all = diagrams.and(name.ends, space.peers("remote", remote));
        if (!diagrams.isSubset(all, setOrExcludable)) continue;
        const exceptions = cover(diagrams.minus(all, set), excludable);
        const ends = diagrams.minus(all, diagrams.union(exceptions.map((one) => one.ends)));
        const candidate = { local, remote, except: exceptions.map(({ peers }) => peers), ends };
        const listed = exceptions.filter(({ isObvious }) => !isObvious).map(({ peers }) => peers);
        const shorter =
          listed.length === 0 ? [] : shorterBoxes(diagrams.and(all, left), { ...candidate, except: listed });
        const chosen = shorter.length > 0 ? shorter : [candidate];
        parts.push(...chosen);
        left = diagrams.minus(left, diagrams.union(chosen.map((one) => one.ends)));
      }
    }
    return left;
  }

  /** Boxes that cover some ends and need fewer words than a candidate. Empty if there are none. */
  function shorterBoxes(covered: Node, candidate: NamedEnds): Part[] {
    const boxes = widestBoxes(covered, candidate.except.length);
    const isCovered = diagrams.isSubset(covered, diagrams.union(boxes.map(({ ends }) => ends)));
    const length = boxes.reduce((sum, box) => sum + lengthOf(box), 0);
    return isCovered && length < lengthOf(candidate) ? boxes : [];
  }

  /** The widest boxes among some ends, at most `max`. */
  function widestBoxes(covered: Node, max: number): Part[] {
    const boxes: Part[] = [];
    for (let left = covered; left !== NONE && boxes.length < max;) {
      const box = space.widestBox(left, within, possible);
      const ends = diagrams.and(possible, space.endsOf(box));
      boxes.push({ ...box, except: [], ends });
      left = diagrams.minus(left, ends);
    }
    return boxes;
  }

  /** Named peers that together contain a set. */
  function cover(excluded: Node, names: readonly NamedPeers[]): NamedPeers[] {
    const chosen: NamedPeers[] = [];
    let left = excluded;
    for (const one of names) {
      if (left === NONE) break;
      if (diagrams.areDisjoint(one.ends, left)) continue;
      chosen.push(one);
      left = diagrams.minus(left, one.ends);
    }
    return chosen;
  }
}

/** Named ends, and the ends themselves. */
interface Part extends NamedEnds {
  ends: Node;
}

/** How much a text has to list. */
function lengthOf({ local, remote, except }: NamedEnds): number {
  return 1 + [local, remote, ...except].reduce((sum, peers) => sum + conditionsOf(peers), except.length);
}

function conditionsOf({ labels, addresses }: PeerSet): number {
  const ofLabels = [...labels.values()].reduce((sum, { values }) => sum + Math.max(1, values.length), 0);
  return ofLabels + (addresses === allAddresses ? 0 : addresses.length);
}
