/**
 * Folds a text for comparison: NFKC and folded case, the same in every locale. Upper case first,
 * because `ß` and `ss`, or `ı` and `i`, become equal only there.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    // The lower case of Σ depends on its position, and İ keeps its dot as a combining mark.
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i')

/** Whether every search word occurs in one of a row's texts. */
export function matches(search: string, texts: readonly string[]): boolean {
  const all = folded(texts.join('\n'))
  return folded(search)
    .split(/\s+/)
    .every((word) => all.includes(word))
}
