/**
 * Replaces characters that a database would refuse or change: PostgreSQL cannot store U+0000, and
 * neither database can store lone surrogates. Both databases then return exactly the text that the
 * audit chain covers.
 */
export const toStorable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd')
