/** Escapes the wildcards of a LIKE pattern for a query with `escape '\'`. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')
