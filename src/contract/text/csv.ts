/**
 * Without a byte order mark, Excel reads a file in the system's code page, which garbles Chinese.
 */
export const byteOrderMark = '\ufeff'

/**
 * Positions where a spreadsheet may start a cell and read a formula: at the beginning, and after
 * possible separators (a semicolon in half of Europe, tabs and line breaks on pasting), even behind
 * blanks and quotation marks. Full-width signs count too.
 */
const formula = /(^|[;\t\r\n])(["'\s]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g

/** A text as a CSV field (RFC 4180), with an apostrophe before text that could run as a formula. */
export function csvField(text: string): string {
  const startsWithSeparator = /^[\t\r\n]/.test(text)
  const safe = `${startsWithSeparator ? "'" : ''}${text.replace(formula, "$1$2'")}`
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
