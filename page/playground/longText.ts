/**
 * Whether a text is so long that typing would be slow if the text were highlighted, and analyzed at each key. Only manifests may be
 * so long.
 */
export function isLong(text: string): boolean {
  return text.length > 256 * 1024;
}
