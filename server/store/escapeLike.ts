/** Escapes the wildcards of a LIKE pattern; the query has to say `escape '\'`. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')
