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
  const rooms: Record<"ingress" | "egress" | "result", Int32Array[]> = { ingress: [], egress: [], result: [] };

  /** The sources by their ports, each in words of full width. */
  function gathered(admissions: Admission[], rows: Int32Array[]): number[] {
    const ports: number[] = [];
    for (const admission of admissions) {
      let place = ports.indexOf(admission.ports);
      if (place < 0) {
        place = ports.push(admission.ports) - 1;
        clearRow(rows, place, width);
      }
      admission.sources.addTo(rows[place]!);
    }
    return ports;
  }

  // The sources of one word, split by what they may do so far.
  const masks = new Int32Array(32);
  const consents = { ingress: new Int32Array(32), egress: new Int32Array(32) };
  let cells = 0;

  function splitBy(direction: "ingress" | "egress", ports: number[], word: number): void {
    const consent = consents[direction];
    const rows = rooms[direction];
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
    const ingressPorts = gathered(ingress, rooms.ingress);
    const egressPorts = gathered(egress, rooms.egress);
    const resultPorts: number[] = [];
    for (let word = 0; word < width; word++) {
      const mask = anyOf(rooms.ingress, ingressPorts.length, word) & anyOf(rooms.egress, egressPorts.length, word);
      if (mask === 0) continue;
      cells = 1;
      masks[0] = mask;
      consents.ingress[0] = consents.egress[0] = portSets.none;
      splitBy("ingress", ingressPorts, word);
      splitBy("egress", egressPorts, word);
      for (let c = 0; c < cells; c++) {
        const ports = portSets.intersection(consents.ingress[c]!, consents.egress[c]!);
        if (ports === portSets.none) continue;
        let place = resultPorts.indexOf(ports);
        if (place < 0) {
          place = resultPorts.push(ports) - 1;
          clearRow(rooms.result, place, width);
        }
        rooms.result[place]![word]! |= masks[c]!;
      }
    }
    return packed(resultPorts, rooms.result);
  };
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

function clearRow(rows: Int32Array[], place: number, width: number): void {
  const row = rows[place];
  if (row === undefined) rows[place] = new Int32Array(width);
  else row.fill(0);
}

function anyOf(rows: readonly Int32Array[], count: number, word: number): number {
  let any = 0;
  for (let k = 0; k < count; k++) any |= rows[k]![word]!;
  return any;
}

function packed(ports: readonly number[], rows: readonly Int32Array[]): Column {
  const parts = ports
    .map((id, place) => ({ id, row: rows[place]!, words: countWords(rows[place]!) }))
    .sort((a, b) => a.id - b.id);
  const column = new Int32Array(parts.reduce((length, { words }) => length + 2 + 2 * words, 0));
  let at = 0;
  for (const { id, row, words } of parts) {
    column[at++] = id;
    column[at++] = words;
    for (let place = 0; place < row.length; place++) {
      if (row[place] === 0) continue;
      column[at++] = place;
      column[at++] = row[place]!;
    }
  }
  return column;
}

function countWords(row: Int32Array): number {
  let count = 0;
  for (let place = 0; place < row.length; place++) if (row[place] !== 0) count++;
  return count;
}
