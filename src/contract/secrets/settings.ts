import { type Fields, isFields } from '../fields'
import { withoutSecretArguments, withoutSecretsInLine, withoutSecretValue } from './text'

/** A secret in settings: its wire path, its name (empty if it has none) and its value. */
export interface Secret {
  path: string
  name: string
  value: string
}

export type ReplaceSecret = (secret: Secret) => string

/** Fields that contain environment variables, with the API's names and those of Kubernetes. */
const variableFields = new Set(['envs', 'env', 'environment'])
/** Fields that contain commands and their arguments. */
const commandFields = new Set(['command', 'arguments', 'args', 'cmd'])

interface Options {
  replace: ReplaceSecret
  /** Replacers by field name, for strings that contain settings in another format. */
  texts?: Readonly<Record<string, (text: string, replace: ReplaceSecret) => string>>
}

const join = (path: string, name: string | number) => (path === '' ? `${name}` : `${path}.${name}`)

type Change = (item: unknown, path: string, key: string) => unknown

/** Returns the list with changed items; the same list if nothing changes, as in most responses. */
function mappedList(list: readonly unknown[], path: string, change: Change): readonly unknown[] {
  let result: unknown[] | undefined
  for (let at = 0; at < list.length; at += 1) {
    const next = change(list[at], join(path, at), '')
    if (next === list[at]) continue
    result ??= [...list]
    result[at] = next
  }
  return result ?? list
}

function mappedFields(fields: Fields, path: string, change: Change): Fields {
  let result: Record<string, unknown> | undefined
  for (const key of Object.keys(fields)) {
    const changedField = change(fields[key], join(path, key), key)
    if (changedField === fields[key]) continue
    result ??= { ...fields }
    result[key] = changedField
  }
  return result ?? fields
}

/** Handles `[{name, value}]`, and maps of variables by name. */
function inVariables(value: unknown, path: string, options: Options): unknown {
  const inVariable = (name: string, text: unknown, at: string) =>
    typeof text === 'string'
      ? withoutSecretValue(name, text, (_name, secret) =>
          options.replace({ path: at, name, value: secret }),
        )
      : replaceIn(text, at, '', options)
  if (Array.isArray(value)) {
    return mappedList(value, path, (item, at) => {
      if (!isFields(item)) return item
      const name = typeof item.name === 'string' ? item.name : ''
      return mappedFields(item, at, (field, inner, key) =>
        key === 'value' ? inVariable(name, field, inner) : replaceIn(field, inner, key, options),
      )
    })
  }
  return isFields(value)
    ? mappedFields(value, path, (item, at, name) => inVariable(name, item, at))
    : value
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** Handles a command given as a list of arguments. */
function inArguments(list: readonly string[], path: string, { replace }: Options): unknown {
  const changedItem = withoutSecretArguments(list, (name, value) => replace({ path, name, value }))
  return changedItem.every((value, index) => value === list[index]) ? list : changedItem
}

/** Handles JSON inside a string, such as a saved form or the annotation of an applied manifest. */
function inJson(text: string, path: string, options: Options): string {
  if (!/^\s*[{[]/.test(text) || !/"(envs?|environment|command|arguments|args|cmd)"/.test(text)) {
    return text
  }
  try {
    const value: unknown = JSON.parse(text)
    const next = replaceIn(value, path, '', options)
    return next === value ? text : JSON.stringify(next)
  } catch {
    return text
  }
}

function replaceIn(value: unknown, path: string, key: string, options: Options): unknown {
  const { replace, texts } = options
  if (typeof value === 'string') {
    const inText = texts?.[key]
    if (inText) return inText(value, replace)
    if (!commandFields.has(key)) return inJson(value, path, options)
    return withoutSecretsInLine(value, (name, secret) => replace({ path, name, value: secret }))
  }
  if (variableFields.has(key)) return inVariables(value, path, options)
  if (commandFields.has(key) && isTexts(value)) return inArguments(value, path, options)
  const replaceItem: Change = (item, at, name) => replaceIn(item, at, name, options)
  if (Array.isArray(value)) return mappedList(value, path, replaceItem)
  return isFields(value) ? mappedFields(value, path, replaceItem) : value
}

/**
 * Replaces the secrets in environment variables, commands and arguments, at any depth. Returns the
 * same value if there are none.
 */
export const replaceSecrets = (
  value: unknown,
  replace: ReplaceSecret,
  texts?: Options['texts'],
): unknown => replaceIn(value, '', '', { replace, ...(texts && { texts }) })
