import type { Action } from '../../contract/action'

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of environment variables whose values are likely to be secret. */
const secretName = /pass|secret|token|key|credential|pwd|auth/i

const mask = '••••••'

function maskVariable(value: Record<string, unknown>): Record<string, unknown> {
  if (typeof value.name !== 'string') return value
  return secretName.test(value.name) && value.value !== '' ? { ...value, value: mask } : value
}

/** Masks secret environment variables at any depth. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(maskVariable(value)).map(([name, one]) => [name, maskSecrets(one)]),
  )
}

/**
 * Masks secrets in a changed value; its path tells whether it is an environment variable's value.
 */
export function maskSecretsAt(path: readonly string[], value: unknown): unknown {
  const [name, field] = [path.at(-2) ?? '', path.at(-1)]
  const isVariable = path.includes('envs') && field === 'value'
  return isVariable && secretName.test(name) && value ? mask : maskSecrets(value)
}

/** Nested parameters in wire format, one per line, in order. */
export function wireLines(value: unknown, name = ''): [string, string][] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, one]) =>
    wireLines(one, name === '' ? key : `${name}.${key}`),
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
    ([wireName, value]) => `${wireName}=${isSecret(wireName) && value !== '' ? mask : value}`,
  )
  return [`Action=${name}`, ...lines].join('\n')
}
