/** Assigns ids to lists of integers, in the order of first appearance. Equal lists have equal ids. */
export class InternedLists {
  readonly lists: Int32Array[] = [];
  private readonly byHash = new Map<number, number[]>();

  idOf(list: Int32Array): number {
    const hash = hashOf(list);
    const candidates = this.byHash.get(hash);
    // Different lists may have the same hash, so compare the numbers.
    const known = candidates?.find((id) => isEqual(this.lists[id]!, list));
    if (known !== undefined) return known;
    const id = this.lists.push(list) - 1;
    if (candidates === undefined) this.byHash.set(hash, [id]);
    else candidates.push(id);
    return id;
  }
}

function hashOf(list: Int32Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < list.length; i++) {
    hash = Math.imul(hash ^ list[i]!, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
