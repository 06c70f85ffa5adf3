import type { BitSet } from "./bitSet";
import type { PortSets } from "./portSets";

/**
 * What reaches one target: for each set of ports the sources that reach exactly these. Flat, so that a great many take little
 * room and are soon compared: for each set of ports, ascending, its number, how many words follow, and for each word that is
 * not zero its place and the word, as in a BitSet.
 */
export type Column = Int32Array;

/** Sources that one end lets connect on a set of ports. */
export interface Admission {
  sources: BitSet;
  ports: number;
}

/** Makes columns for up to `size` sources; the room it works in is made once. */
export function columnMaker(size: number, portSets: PortSets): (ingress: Admission[], egress: Admission[]) => Column {
  const width = (size + 31) >>> 5;
  const ends = { ingress: new End(width), egress: new End(width) };

  // The sources of one word, split by what they may do so far.
  const masks = new Int32Array(32);
  const consents = { ingress: new Int32Array(32), egress: new Int32Array(32) };
  let cells = 0;

  function splitBy(direction: "ingress" | "egress", word: number): void {
    const { ports, rows } = ends[direction];
    const consent = consents[direction];
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

  return (ingress, egress) => {
    ends.ingress.take(ingress);
    ends.egress.take(egress);
    const sections = new Map<number, number[]>();
    for (let word = 0; word < width; word++) {
      const mask = ends.ingress.any[word]! & ends.egress.any[word]!;
      if (mask === 0) continue;
      cells = 1;
      masks[0] = mask;
      consents.ingress[0] = consents.egress[0] = portSets.none;
      splitBy("ingress", word);
      splitBy("egress", word);
      for (let c = 0; c < cells; c++) {
        const ports = portSets.intersection(consents.ingress[c]!, consents.egress[c]!);
        if (ports !== portSets.none) addWord(sections, ports, word, masks[c]!);
      }
    }
    return packed(sections);
  };
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

/** Words come in ascending order; sources of one word that came apart on the way may come together again here. */
function addWord(sections: Map<number, number[]>, ports: number, place: number, word: number): void {
  const section = sections.get(ports);
  if (section === undefined) sections.set(ports, [place, word]);
  else if (section.at(-2) === place) section[section.length - 1]! |= word;
  else section.push(place, word);
}

/** Calls with each source and the number of its set of ports, set by set, each in ascending order. */
export function forEachMember(column: Column, call: (source: number, ports: number) => void): void {
  for (let at = 0; at < column.length;) {
    const ports = column[at]!;
    const end = at + 2 + 2 * column[at + 1]!;
    for (at += 2; at < end; at += 2) {
      const first = column[at]! << 5;
      for (let rest = column[at + 1]!; rest !== 0; rest &= rest - 1) call(first + 31 - Math.clz32(rest & -rest), ports);
    }
  }
}

function packed(sections: Map<number, number[]>): Column {
  const ascending = [...sections].sort(([a], [b]) => a - b);
  const column = new Int32Array(ascending.reduce((length, [, words]) => length + 2 + words.length, 0));
  let at = 0;
  for (const [ports, words] of ascending) {
    column[at++] = ports;
    column[at++] = words.length / 2;
    column.set(words, at);
    at += words.length;
  }
  return column;
}
