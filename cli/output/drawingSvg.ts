/** Renders DOT source as SVG. Graphviz is compiled to WebAssembly, which takes a moment to load. */
export async function drawingSvg(dot: string): Promise<string> {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  const graphviz = await Graphviz.load();
  return `${graphviz.layout(dot, "svg", "dot").trimEnd()}\n`;
}
