import { isFields } from '../../../contract/fields'
import type { Fault } from '../../../contract/rules/faults'

interface Variable {
  name: string
  value: string
}

const assignment = /^(?:export[ \t]+)?([^=\s"'#]+)[ \t]*=[ \t]*/
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

const unescapeText = (text: string) =>
  text.replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character)

/** Parses the value at the start of a text; also returns the text after its line. */
function valueAt(text: string): [value: string, rest: string] {
  const quoted = /^(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)')[ \t]*(?:#[^\n]*)?(?:\n|$)/.exec(text)
  if (quoted) {
    const [all, double, single = ''] = quoted
    return [double === undefined ? single : unescapeText(double), text.slice(all.length)]
  }
  const [line = ''] = text.split('\n', 1)
  return [line.replace(/(?:^|[ \t]+)#.*$/, '').trim(), text.slice(line.length + 1)]
}

/**
 * The variables of pasted `NAME=value` lines, as in an env file: comments and empty lines are
 * skipped, `export` and quotes removed. Any other line becomes a name, which the form's rules then
 * refuse. Undefined for a text without any such line.
 */
export function envLines(text: string): Variable[] | undefined {
  const found: Variable[] = []
  let isAssigning = false
  let rest = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  while (rest !== '') {
    const [line = ''] = rest.split('\n', 1)
    const assignmentMatch = assignment.exec(rest.trimStart())
    if (line.trim() === '' || line.trimStart().startsWith('#')) {
      rest = rest.slice(line.length + 1)
    } else if (assignmentMatch) {
      const [value, next] = valueAt(rest.trimStart().slice(assignmentMatch[0].length))
      found.push({ name: assignmentMatch[1] ?? '', value })
      isAssigning = true
      rest = next
    } else {
      found.push({ name: line.trim(), value: '' })
      rest = rest.slice(line.length + 1)
    }
  }
  return isAssigning ? found : undefined
}

/** Returns faults for variables whose name occurs again in the same container. */
export const envFaults = (containers: unknown): Fault[] =>
  (Array.isArray(containers) ? containers : []).flatMap((item: unknown, container) => {
    const envs = isFields(item) && Array.isArray(item.envs) ? item.envs : []
    const named = envs.map((env: unknown) => ({
      name: isFields(env) && typeof env.name === 'string' ? env.name : '',
    }))
    const repeated = repeatedNames(named)
    return named.flatMap(({ name }, index) =>
      repeated.has(name)
        ? [
            {
              path: `containers.${container}.envs.${index}.name`,
              rule: 'envNameRepeated',
              message: 'must differ from the names of the other variables',
            },
          ]
        : [],
    )
  })

/** Returns the names that occur more than once, except empty ones. */
export function repeatedNames(variables: readonly { name: string }[]): ReadonlySet<string> {
  const seenNames = new Set<string>()
  const repeated = new Set<string>()
  for (const { name } of variables) {
    if (name !== '' && seenNames.has(name)) repeated.add(name)
    seenNames.add(name)
  }
  return repeated
}
