/**
 * Without a byte order mark, Excel decodes a file in the system's code page, which garbles Chinese.
 */
export const byteOrderMark = '\ufeff'

/**
 * Matches positions where a spreadsheet may start a cell and read a formula: the beginning, and
 * after possible separators (a semicolon in many European locales, tabs and line breaks on
 * pasting), also after spaces and quotation marks. Full-width signs count too.
 */
const formula = /(^|[;\t\r\n])(["'\s]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g

/**
 * Formats a text as a CSV field (RFC 4180), with an apostrophe before text that a spreadsheet could
 * execute as a formula.
 */
export function csvField(text: string): string {
  const startsWithSeparator = /^[\t\r\n]/.test(text)
  const safe = `${startsWithSeparator ? "'" : ''}${text.replace(formula, "$1$2'")}`
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
