/** Characters that a POSIX shell takes as they are, anywhere in a word. */
const unquotedPattern = /^[\w@%+=:,./-]+$/

/** Quotes a text as one word of a POSIX shell. */
export const shellWord = (text: string): string =>
  unquotedPattern.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** A command with its arguments, each as one word. */
export const shellCommand = (...words: readonly string[]): string => words.map(shellWord).join(' ')

/** A command that reads a text from its standard input. */
export function shellInput(command: string, text: string): string {
  const lines = text.split('\n')
  let delimiter = 'EOF'
  while (lines.includes(delimiter)) delimiter += '_'
  return `${command} <<'${delimiter}'\n${text.replace(/\n$/, '')}\n${delimiter}`
}
