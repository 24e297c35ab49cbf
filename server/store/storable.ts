/**
 * A text that both databases return unchanged: PostgreSQL cannot store U+0000, and neither can
 * store lone surrogates. Replacing them keeps the row, and the audit chain covers what will be read
 * back.
 */
export const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd')
