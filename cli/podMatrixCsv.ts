import type { PodMatrix } from "../analysis/pods/podMatrix";
import type { PortRange } from "../analysis/portRange";
import { portsText } from "../analysis/portsText";
import { csvLine } from "./csv";

/** Long enough that writing costs little, short enough that the whole text is never in memory. */
const chunkLength = 65536;

/** The connections between classes of pods as CSV, piece by piece. */
export function* podMatrixCsv({ sources, targets, connections }: PodMatrix): Generator<string> {
  const from = sources.map(({ name }) => field(name));
  const to = targets.map(({ name }) => field(name));
  const texts = new Map<readonly PortRange[], string>();
  const portsField = (ports: readonly PortRange[]) => {
    const text = texts.get(ports) ?? field(portsText(ports));
    texts.set(ports, text);
    return text;
  };

  let chunk = "from,to,ports,pairs\n";
  for (const one of connections) {
    chunk += `${from[one.from]},${to[one.to]},${portsField(one.ports)},${one.pairs}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

function field(text: string): string {
  return csvLine([text]).slice(0, -1);
}
