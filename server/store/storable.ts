/** PostgreSQL's text cannot hold U+0000, and a row must not be lost over it. */
export const storable = (text: string): string => text.replaceAll('\0', '\ufffd')
