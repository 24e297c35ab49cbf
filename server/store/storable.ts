/**
 * A text as both databases give it back: PostgreSQL's cannot hold U+0000, and neither can hold half a
 * character. A row must not be lost over it, and the audit's chain is over what will be read again.
 */
export const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd')
