/** A text such as a finding's message as a sentence: with a capital letter and a period. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
