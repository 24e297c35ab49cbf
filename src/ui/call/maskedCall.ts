import type { Action } from '../../contract/action'
import { maskDots, replaceMasks } from '../../contract/secrets/mask'
import { mapTexts } from '../../contract/secrets/nestedTexts'
import { replaceSecrets } from '../../contract/secrets/settings'

/** Replaces the proxy's masks with dots, because their text is meaningless to users. */
export const withDots = (text: string): string => replaceMasks(text, () => maskDots)

/** Masks secrets in environment variables, commands and arguments, at any depth. */
export const maskSecrets = (value: unknown): unknown =>
  mapTexts(
    replaceSecrets(value, () => maskDots),
    ({ text }) => withDots(text),
  )

/**
 * Masks secrets in a changed value; the path determines whether the value is a variable or a
 * command.
 */
export function maskSecretsAt(path: readonly string[], value: unknown): unknown {
  const [list, name, field = ''] = path.slice(-3)
  if (list === 'envs' && field === 'value') {
    return Object(maskSecretsAt(['envs', String(name)], { name, value })).value
  }
  const key = path.at(-2) === 'envs' ? 'envs' : field
  const wrapped = { [key]: key === field ? value : [value] }
  const masked = Object(maskSecrets(wrapped))[key]
  return key === field ? masked : masked[0]
}

/** Nested parameters in wire format, one per line, in order. */
export function wireLines(value: unknown, name = ''): [string, string][] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, child]) =>
    wireLines(child, name === '' ? key : `${name}.${key}`),
  )
}

export type CalledAction = Pick<Action, 'name' | 'secrets'>

/** A call in wire format, one parameter per line; parameters declared secret are masked too. */
export function callText({ name, secrets }: CalledAction, params: object): string {
  const isSecret = (wireName: string) => {
    const path = `${wireName.replace(/\.\d+(?=\.|$)/g, '')}.`
    return secrets.some((secret) => path.startsWith(`${secret}.`))
  }
  const lines = wireLines(maskSecrets(params)).map(
    ([wireName, value]) => `${wireName}=${isSecret(wireName) && value !== '' ? maskDots : value}`,
  )
  return [`Action=${name}`, ...lines].join('\n')
}
