/** zxcvbn's "somewhat guessable": resists guessing over a network, where attempts are delayed. */
const minScore = 2

/**
 * Only the beginning of a longer password is judged, because the time grows faster than the length.
 */
const maxLength = 64

let checker: ReturnType<typeof load> | undefined

/** Loaded with the first new password, because the dictionaries would slow down the start. */
async function load() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength })
}

/** Whether a password is easy to guess: common, repetitive, or made of the given words. */
export async function isWeak(password: string, words: readonly string[]): Promise<boolean> {
  checker ??= load()
  const { score } = (await checker).check(password.normalize('NFKC'), ['gantry', ...words])
  return score < minScore
}
