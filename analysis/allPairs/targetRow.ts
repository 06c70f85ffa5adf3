import type { BitSet } from "./bitSet";
import type { PortSetTable } from "./portSetTable";

/**
 * The sources that reach one target, and their exact ports, as flat triples: the index of a word of sources, the id of a port
 * set, and the word. Triples are sorted by index and then by port set. No word is zero, and each source appears once. For
 * example, sources 0 and 2 with port set 7 are `[0, 7, 0b101]`. Flat rows need little memory and are fast to compare.
 */
export type TargetRow = Int32Array;

/** One end allows these sources to connect on a set of ports. */
export interface SourceGrant {
  sources: BitSet;
  ports: number;
}

/** The grants of both ends for some of the sources. A connection needs one grant from each end. */
export interface Pass {
  sources: BitSet;
  ingress: readonly SourceGrant[];
  egress: readonly SourceGrant[];
}

/**
 * Returns a function that makes rows for up to `size` sources. A port is open if at least one pass allows it. All calls share the
 * same scratch memory.
 */
export function targetRowMaker(size: number, portSets: PortSetTable): (passes: readonly Pass[]) => TargetRow {
  const width = (size + 31) >>> 5;
  const scratches = [newScratch(width)];

  // The sources of one word, split into cells by the ports granted so far.
  const masks = new Int32Array(32);
  const granted = { ingress: new Int32Array(32), egress: new Int32Array(32) };
  let cells = 0;

  function splitBy({ ports, rows }: GrantTable, grantedPorts: Int32Array, word: number): void {
    for (let k = 0; k < ports.length; k++) {
      const members = rows[k]![word]!;
      if (members === 0) continue;
      for (let c = 0, before = cells; c < before; c++) {
        const both = masks[c]! & members;
        if (both === 0) continue;
        if (both !== masks[c]) {
          masks[cells] = masks[c]! & ~members;
          granted.ingress[cells] = granted.ingress[c]!;
          granted.egress[cells] = granted.egress[c]!;
          cells++;
          masks[c] = both;
        }
        grantedPorts[c] = portSets.union(grantedPorts[c]!, ports[k]!);
      }
    }
  }

  // The sources of one word, grouped by their ports in all passes.
  let open: { mask: number; ports: number }[] = [];

  function add(mask: number, ports: number): void {
    let rest = mask;
    for (const known of [...open]) {
      const both = known.mask & rest;
      if (both === 0) continue;
      if (both !== known.mask) open.push({ mask: known.mask & ~both, ports: known.ports });
      known.mask = both;
      known.ports = portSets.union(known.ports, ports);
      rest &= ~both;
    }
    if (rest !== 0) open.push({ mask: rest, ports });
  }

  return (passes) => {
    for (const [p, { sources, ingress, egress }] of passes.entries()) {
      const scratch = (scratches[p] ??= newScratch(width));
      scratch.sources.fill(0);
      sources.addTo(scratch.sources);
      scratch.ingress.fill(ingress);
      scratch.egress.fill(egress);
    }
    const row: number[] = [];
    for (let word = 0; word < width; word++) {
      open = [];
      for (let p = 0; p < passes.length; p++) {
        const { sources, ingress, egress } = scratches[p]!;
        const mask = sources[word]! & ingress.any[word]! & egress.any[word]!;
        if (mask === 0) continue;
        cells = 1;
        masks[0] = mask;
        granted.ingress[0] = granted.egress[0] = portSets.none;
        splitBy(ingress, granted.ingress, word);
        splitBy(egress, granted.egress, word);
        for (let c = 0; c < cells; c++) {
          const ports = portSets.intersection(granted.ingress[c]!, granted.egress[c]!);
          if (ports !== portSets.none) add(masks[c]!, ports);
        }
      }
      appendWord(row, word, open);
    }
    return Int32Array.from(row);
  };
}

interface Scratch {
  sources: Int32Array;
  ingress: GrantTable;
  egress: GrantTable;
}

function newScratch(width: number): Scratch {
  return { sources: new Int32Array(width), ingress: new GrantTable(width), egress: new GrantTable(width) };
}

/** Appends the triples of one word. Sources in different cells with the same ports are merged again. */
function appendWord(row: number[], word: number, open: readonly { mask: number; ports: number }[]): void {
  const start = row.length;
  for (const { mask, ports } of open) {
    let at = start;
    while (at < row.length && row[at + 1]! < ports) at += 3;
    if (row[at + 1] === ports) row[at + 2]! |= mask;
    else row.splice(at, 0, word, ports, mask);
  }
}

/** The sources that one end allows: one row of `width` words for each port set, and the union of these rows. */
class GrantTable {
  readonly any: Int32Array;
  readonly rows: Int32Array[] = [];
  ports: number[] = [];

  constructor(private readonly width: number) {
    this.any = new Int32Array(width);
  }

  fill(grants: readonly SourceGrant[]): void {
    this.ports = [];
    this.any.fill(0);
    for (const { sources, ports } of grants) {
      sources.addTo(this.any);
      sources.addTo(this.rowOf(ports));
    }
  }

  private rowOf(ports: number): Int32Array {
    const known = this.ports.indexOf(ports);
    if (known >= 0) return this.rows[known]!;
    const index = this.ports.push(ports) - 1;
    const row = this.rows[index]?.fill(0) ?? new Int32Array(this.width);
    this.rows[index] = row;
    return row;
  }
}
