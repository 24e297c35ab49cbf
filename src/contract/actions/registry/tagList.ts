/** Splits a trigger's semicolon-separated tag list (英文分号分隔，如：v1;v2;v3). */
export const tagsIn = (expr: string): string[] =>
  expr
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
