/**
 * Which texts a YAML document has to quote. Readers disagree about plain scalars: `NO` is a boolean
 * for YAML 1.1 (Kubernetes), `1_0` a number, `=` a value, `12:30` a number to the base of 60.
 */

/** A letter or underscore, or a path; numbers, dates and indicators begin otherwise. */
const harmlessStart = /^[\p{L}_/]/u
/** Booleans and nulls of any version, in any spelling. */
const words = /^(?:y|n|yes|no|on|off|true|false|null|nil|none|inf|nan)$/i
/** Control and format characters, private use, lone surrogates, and any space but U+0020. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u
/** As `unsafe`, but for line breaks, which a block scalar keeps. */
const unsafeInBlock = /(?!\n)[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/** Whether a reader of YAML 1.1 or 1.2 could misinterpret the plain text. */
export const needsQuotes = (text: string): boolean =>
  text.includes('\n')
    ? unsafeInBlock.test(text)
    : !harmlessStart.test(text) || words.test(text) || unsafe.test(text) || /[[\]{},]/.test(text)

/** The text as a double-quoted scalar in which every character outside printable text is escaped. */
export const quoteYaml = (text: string): string =>
  JSON.stringify(text).replace(/(?! )[\p{C}\p{Z}]/gu, (one) =>
    [...one]
      .map((character) => {
        const code = character.codePointAt(0) ?? 0
        const digits = code.toString(16)
        return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`
      })
      .join(''),
  )
