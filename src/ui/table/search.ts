/**
 * Folds a text for comparison: NFKC and case folding, the same in every locale. Uppercase comes
 * first, because only uppercase makes `ß` and `ss`, or `ı` and `i`, equal.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    // The lowercase form of Σ depends on its position, and İ keeps its dot as a combining mark.
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i')

/** Whether every search word occurs in at least one of a row's texts. */
export function matchesSearch(search: string, texts: readonly string[]): boolean {
  const foldedText = foldText(texts.join('\n'))
  return foldText(search)
    .split(/\s+/)
    .every((word) => foldedText.includes(word))
}
