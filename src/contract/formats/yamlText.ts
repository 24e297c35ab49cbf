/**
 * Decides which texts a YAML document has to quote. Parsers disagree about plain scalars: `NO` is a
 * boolean in YAML 1.1 (Kubernetes), `1_0` a number, `=` a value, `12:30` a base-60 number.
 */

/**
 * Matches a letter, an underscore or a path; numbers, dates and indicators begin with other
 * characters.
 */
const harmlessStart = /^[\p{L}_/]/u
/** Matches booleans and nulls of any YAML version, in any spelling. */
const reservedWords = /^(?:y|n|yes|no|on|off|true|false|null|nil|none|inf|nan)$/i
/**
 * Matches control and format characters, private use, lone surrogates, and any space except U+0020.
 */
const unsafeCharacters = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u
/** Like `unsafe`, except for line breaks, which a block scalar preserves. */
const unsafeInBlock = /(?!\n)[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/** Whether a parser of YAML 1.1 or 1.2 could misinterpret the plain text. */
export const needsQuotes = (text: string): boolean =>
  text.includes('\n')
    ? unsafeInBlock.test(text)
    : !harmlessStart.test(text) ||
      reservedWords.test(text) ||
      unsafeCharacters.test(text) ||
      /[[\]{},]/.test(text)

/** Returns a double-quoted scalar in which every unprintable character is escaped. */
export const quoteYaml = (text: string): string =>
  JSON.stringify(text).replace(/(?! )[\p{C}\p{Z}]/gu, (match) =>
    [...match]
      .map((character) => {
        const code = character.codePointAt(0) ?? 0
        const digits = code.toString(16)
        return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`
      })
      .join(''),
  )
