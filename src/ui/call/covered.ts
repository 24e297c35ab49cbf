import type { Action } from '../../contract/action'

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of environment variables whose values are likely to be secret. */
const telling = /pass|secret|token|key|credential|pwd|auth/i

const mask = '••••••'

function maskedEnv(value: Record<string, unknown>): Record<string, unknown> {
  if (typeof value.name !== 'string') return value
  return telling.test(value.name) && value.value !== '' ? { ...value, value: mask } : value
}

/** Masks secret environment variables at any depth. */
export function covered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(covered)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(maskedEnv(value)).map(([name, one]) => [name, covered(one)]),
  )
}

/**
 * Masks secrets in a changed value; its path tells whether it is an environment variable's value.
 */
export function coveredAt(path: readonly string[], value: unknown): unknown {
  const [name, field] = [path.at(-2) ?? '', path.at(-1)]
  const isVariable = path.includes('envs') && field === 'value'
  return isVariable && telling.test(name) && value ? mask : covered(value)
}

/** Nested parameters in wire format, one per line, in order. */
export function wireLines(value: unknown, name = ''): [string, string][] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, one]) =>
    wireLines(one, name === '' ? key : `${name}.${key}`),
  )
}

export type Called = Pick<Action, 'name' | 'secrets'>

/** A call in wire format, one parameter per line; parameters declared secret are masked too. */
export function callText({ name, secrets }: Called, params: object): string {
  const isSecret = (wireName: string) => {
    const path = `${wireName.replace(/\.\d+(?=\.|$)/g, '')}.`
    return secrets.some((secret) => path.startsWith(`${secret}.`))
  }
  const lines = wireLines(covered(params)).map(
    ([wireName, value]) => `${wireName}=${isSecret(wireName) && value !== '' ? mask : value}`,
  )
  return [`Action=${name}`, ...lines].join('\n')
}
