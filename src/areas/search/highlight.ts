/** A piece of a text; `isMatch` if it is a word of the search. */
export interface Piece {
  start: number
  text: string
  isMatch: boolean
}

/** The words of a search, in lower case. */
export const wordsOf = (search: string): string[] =>
  search.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether a text contains any of the words, as the server compares them. */
export const containsAny = (text: string, words: readonly string[]): boolean => {
  const lower = text.toLowerCase()
  return words.some((word) => lower.includes(word))
}

/** Splits a text at all occurrences of the words. */
export function piecesOf(text: string, words: readonly string[]): Piece[] {
  const lower = text.toLowerCase()
  // Some characters become longer in lower case, so that positions would differ.
  if (lower.length !== text.length) return [{ start: 0, text, isMatch: false }]
  const isMatched = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      isMatched.fill(true, at, at + word.length)
    }
  }
  const pieces: Piece[] = []
  for (let start = 0; start < text.length; ) {
    const isMatch = isMatched[start] ?? false
    const next = isMatched.indexOf(!isMatch, start)
    const end = next < 0 ? text.length : next
    pieces.push({ start, text: text.slice(start, end), isMatch })
    start = end
  }
  return pieces
}
