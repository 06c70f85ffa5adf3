/** Which fonts a viewer has is not known, and other fonts are up to this much wider than Arial, which Graphviz measures. */
export const svgFontScale = 1.2;
