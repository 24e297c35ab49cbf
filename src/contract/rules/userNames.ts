/**
 * Matches control characters, which lists and logs cannot show, and bidirectional ones, which
 * disguise a name as another.
 */
const unshowablePattern = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u

/** URLs remove these path segments, in every encoding. */
const isDots = (name: string): boolean => name === '.' || name === '..'

/** Names of users with a password. */
export const userName = /^(?!\.{1,2}$)(?!\s)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,64}(?<!\s)$/u

const maxShownLength = 256

/** Whether the console can display a name that an identity provider sent. */
export const isShowableName = (name: string): boolean =>
  name.length <= maxShownLength &&
  !unshowablePattern.test(name) &&
  !isDots(name) &&
  /[^\p{Cf}\p{Z}]/u.test(name)

/**
 * Folds a name for comparison: names with the same folded form look alike. Uppercase comes first,
 * because it unites letters such as ß and SS, or ſ and S.
 */
export const foldName = (name: string): string =>
  name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
