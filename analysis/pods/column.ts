import type { BitSet } from "./bitSet";
import type { PortSets } from "./portSets";

/**
 * What reaches one target: which sources on exactly which ports. Flat, so that a great many take little room and are soon
 * compared: triples of the place of a word of sources, the number of a set of ports, and the word, by place and then by ports;
 * no word is zero, and no source stands twice.
 */
export type Column = Int32Array;

/** Sources that one end lets connect on a set of ports. */
export interface Admission {
  sources: BitSet;
  ports: number;
}

/** What is open between one target and some of the sources: what both ends consent to. */
export interface Pass {
  among: BitSet;
  ingress: readonly Admission[];
  egress: readonly Admission[];
}

/** Makes columns for up to `size` sources, open where one of the passes says so; the room it works in is made once. */
export function columnMaker(size: number, portSets: PortSets): (passes: readonly Pass[]) => Column {
  const width = (size + 31) >>> 5;
  const rooms = [newRoom(width)];

  // The sources of one word, split by what they may do so far.
  const masks = new Int32Array(32);
  const consents = { ingress: new Int32Array(32), egress: new Int32Array(32) };
  let cells = 0;

  function splitBy({ ports, rows }: End, consent: Int32Array, word: number): void {
    for (let k = 0; k < ports.length; k++) {
      const members = rows[k]![word]!;
      if (members === 0) continue;
      for (let c = 0, before = cells; c < before; c++) {
        const both = masks[c]! & members;
        if (both === 0) continue;
        if (both !== masks[c]) {
          masks[cells] = masks[c]! & ~members;
          consents.ingress[cells] = consents.ingress[c]!;
          consents.egress[cells] = consents.egress[c]!;
          cells++;
          masks[c] = both;
        }
        consent[c] = portSets.union(consent[c]!, ports[k]!);
      }
    }
  }

  // The sources of one word by their ports, from all passes.
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
    for (const [p, { among, ingress, egress }] of passes.entries()) {
      const room = (rooms[p] ??= newRoom(width));
      room.among.fill(0);
      among.addTo(room.among);
      room.ingress.take(ingress);
      room.egress.take(egress);
    }
    const column: number[] = [];
    for (let word = 0; word < width; word++) {
      open = [];
      for (let p = 0; p < passes.length; p++) {
        const { among, ingress, egress } = rooms[p]!;
        const mask = among[word]! & ingress.any[word]! & egress.any[word]!;
        if (mask === 0) continue;
        cells = 1;
        masks[0] = mask;
        consents.ingress[0] = consents.egress[0] = portSets.none;
        splitBy(ingress, consents.ingress, word);
        splitBy(egress, consents.egress, word);
        for (let c = 0; c < cells; c++) {
          const ports = portSets.intersection(consents.ingress[c]!, consents.egress[c]!);
          if (ports !== portSets.none) add(masks[c]!, ports);
        }
      }
      appendWord(column, word, open);
    }
    return Int32Array.from(column);
  };
}

interface Room {
  among: Int32Array;
  ingress: End;
  egress: End;
}

function newRoom(width: number): Room {
  return { among: new Int32Array(width), ingress: new End(width), egress: new End(width) };
}

/** Sources that came apart on the way come together again here where they may use the same ports. */
function appendWord(column: number[], word: number, open: readonly { mask: number; ports: number }[]): void {
  const start = column.length;
  for (const { mask, ports } of open) {
    let at = start;
    while (at < column.length && column[at + 1]! < ports) at += 3;
    if (column[at + 1] === ports) column[at + 2]! |= mask;
    else column.splice(at, 0, word, ports, mask);
  }
}

/** What one end consents to: for each set of ports the sources in words of full width, and all of them together. */
class End {
  readonly any: Int32Array;
  readonly rows: Int32Array[] = [];
  ports: number[] = [];

  constructor(private readonly width: number) {
    this.any = new Int32Array(width);
  }

  take(admissions: readonly Admission[]): void {
    this.ports = [];
    this.any.fill(0);
    for (const { sources, ports } of admissions) {
      sources.addTo(this.any);
      sources.addTo(this.rowOf(ports));
    }
  }

  private rowOf(ports: number): Int32Array {
    const known = this.ports.indexOf(ports);
    if (known >= 0) return this.rows[known]!;
    const place = this.ports.push(ports) - 1;
    const row = this.rows[place]?.fill(0) ?? new Int32Array(this.width);
    this.rows[place] = row;
    return row;
  }
}
