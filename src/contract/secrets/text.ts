import { looksSecret } from './content'
import { isMask, replaceMasks } from './mask'
import { isSecretName, isSecretPair } from './names'

/** Returns the replacement of a secret, given its name (empty if it has none) and its value. */
export type ReplaceValue = (name: string, value: string) => string

/** Returns the value of a variable, replaced if its name or its content marks it as secret. */
export const withoutSecretValue = (name: string, value: string, replace: ReplaceValue): string =>
  isMask(value) || !(isSecretPair(name, value) || looksSecret(value)) ? value : replace(name, value)

/** Replaces a value but keeps its quotes, so that a shell can still parse the line. */
function replaceQuoted(name: string, value: string, replace: ReplaceValue): string {
  const [, quote = '', inner = value] = /^(["'])([\s\S]*)\1$/.exec(value) ?? []
  return isMask(inner) ? value : `${quote}${replace(name, inner)}${quote}`
}

/** Matches `KEY=value`, `--key=value`, `-Dkey=value`, and `Key: value` of a header. */
const pair = /^(-{0,2}(?:D(?=\w))?)([\p{L}_][\p{L}\p{N}_.-]*)(=|:\s*)(?!\/\/)([\s\S]+)$/u

/** Matches `mysql -psecret`, but not other flags that begin with p. */
const attached = /^-p(?!(?:[a-z]{0,12}$|\d+$|ort|ath|roxy|rint))(\S{4,})$/

/** Maximum depth of quotes that are parsed; deeper text is examined as a whole. */
const maxDepth = 5

/** Handles a single argument, which has spaces only inside quotes, if at all. */
function withoutSecretsInWord(text: string, replace: ReplaceValue, depth: number): string {
  if (isMask(text)) return text
  const [, dashes = '', name = '', sign = '', value = ''] = pair.exec(text) ?? []
  if (isSecretPair(name, value))
    return `${dashes}${name}${sign}${replaceQuoted(name, value, replace)}`
  if (sign === '=' && looksSecret(withoutMasks(value))) {
    return `${dashes}${name}${sign}${replaceQuoted(name, value, replace)}`
  }
  const [, quote = '', inner = ''] = /^(["'])([\s\S]*)\1$/.exec(text) ?? []
  if (inner !== '' && depth < maxDepth) {
    return `${quote}${withoutSecretsInLine(inner, replace, depth + 1)}${quote}`
  }
  const [, joined = ''] = attached.exec(text) ?? []
  if (joined !== '' && !/^\$/.test(joined)) return `-p${replaceQuoted('p', joined, replace)}`
  return looksSecret(withoutMasks(text)) ? replace('', text) : text
}

/** Masks are not examined again; `;` separates the pairs around them. */
const withoutMasks = (text: string) => replaceMasks(text, () => ';')

const flag = /^-{1,2}(\p{L}[\p{L}\p{N}_.-]*)$/u

/** Flags that take `user:password`, which their names don't show. */
const userFlags = new Set(['u', 'user', 'proxy-user'])

/** Handles arguments in sequence, because a secret may follow its flag. */
export function withoutSecretArguments(
  list: readonly string[],
  replace: ReplaceValue,
  depth = 0,
): string[] {
  let previous = ''
  return list.map((value) => {
    const name = previous
    previous = flag.exec(value)?.[1] ?? ''
    if (name !== '' && previous === '') {
      const isUser = userFlags.has(name) && value.includes(':')
      if (isSecretPair(name, value) || isUser) return replaceQuoted(name, value, replace)
    }
    return /\s/.test(value) && depth < maxDepth
      ? withoutSecretsInLine(value, replace, depth + 1)
      : withoutSecretsInWord(value, replace, depth)
  })
}

const wordPattern = /(?:[^\s"']|"[^"]*"|'[^']*'|["'])+/g
const header = /^([\p{L}_][\p{L}\p{N}_-]{0,80}):\s/u

/**
 * Handles a command line word by word. Replaces the whole line if a secret remains between the
 * words.
 */
export function withoutSecretsInLine(line: string, replace: ReplaceValue, depth = 0): string {
  if (line.includes('-----BEGIN ')) return replace('', line)
  const [start = '', name = ''] = header.exec(line) ?? []
  if (isSecretName(name)) return `${start}${replaceQuoted(name, line.slice(start.length), replace)}`
  const lineWords = line.match(wordPattern) ?? []
  const inOne = (word: string) => withoutSecretsInWord(word, replace, depth)
  const replacedWords =
    lineWords.length < 2 ? lineWords.map(inOne) : withoutSecretArguments(lineWords, replace, depth)
  let at = -1
  const result = line.replace(wordPattern, () => {
    at += 1
    return replacedWords[at] ?? ''
  })
  return looksSecret(withoutMasks(result)) ? replace('', line) : result
}
