/** Excel reads a file without it in the system's code page, which garbles Chinese. */
export const byteOrderMark = '\ufeff'

/**
 * Where a spreadsheet may start a cell and read a formula: at the beginning, and after what it may
 * take for a separator (a semicolon in half of Europe, tabs and line breaks on pasting), also
 * behind blanks and quotation marks. Full-width signs count as well.
 */
const formula = /(^|[;\t\r\n])(["'\s]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g

/** A text as a field of CSV (RFC 4180), with an apostrophe before what could be run as a formula. */
export function csvField(text: string): string {
  const startsWithSeparator = /^[\t\r\n]/.test(text)
  const safe = `${startsWithSeparator ? "'" : ''}${text.replace(formula, "$1$2'")}`
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
