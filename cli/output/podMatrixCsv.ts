import type { PodMatrix } from "../../analysis/allPairs/podMatrix";
import type { PortRange } from "../../analysis/model/portRange";
import { portsText } from "../../analysis/text/portsText";
import { csvLine } from "./csv";

/** The approximate chunk length, in characters. Chunks are long enough for fast writing, and short enough to save memory. */
const chunkLength = 65536;

/** The connections between pod classes as CSV, in chunks. */
export function* podMatrixCsv({ sources, targets, connections }: PodMatrix): Generator<string> {
  const from = sources.map(({ name }) => csvFieldText(name));
  const to = targets.map(({ name }) => csvFieldText(name));
  const portFields = new Map<readonly PortRange[], string>();
  const portField = (ports: readonly PortRange[]) => {
    const text = portFields.get(ports) ?? csvFieldText(portsText(ports));
    portFields.set(ports, text);
    return text;
  };

  let chunk = "from,to,ports,pairs,verdict\n";
  for (const one of connections) {
    chunk += `${from[one.from]},${to[one.to]},${portField(one.ports)},${one.pairs},${one.verdict}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

function csvFieldText(text: string): string {
  return csvLine([text]).slice(0, -1);
}
