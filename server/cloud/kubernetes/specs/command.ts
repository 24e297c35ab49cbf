const shell = ['/bin/sh', '-c']

/** The API has one text for a command: a command line for a shell, or the words of a command. */
export function commandText(words: readonly string[]): string {
  const [first, second, ...rest] = words
  return first === shell[0] && second === shell[1] ? rest.join(' ') : words.join(' ')
}
