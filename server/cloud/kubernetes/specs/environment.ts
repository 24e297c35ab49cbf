import * as z from 'zod/mini'
import { env } from '../../../../src/contract/actions/services/containerSpec'
import { invalid } from '../../apiError'
import type { Container as ContainerObject } from '../objects/deployment'
import { type Fields, fieldsOf, listOf } from './fields'

interface Variable {
  name: string
  value: string
}

const isExpressibleName = (name: string) => z.safeParse(env, { name, value: '' }).success

const nameOf = ({ name }: Fields) => (typeof name === 'string' ? name : '')
const textOf = ({ value }: Fields) => (typeof value === 'string' ? value : '')

/** Of variables with the same name, Kubernetes uses the last. */
const effective = (variables: readonly Fields[]) =>
  new Map(variables.map((variable) => [nameOf(variable), variable]))

/**
 * Whether the API can express a variable: it has a value of its own and a name in the API's form.
 */
const isExpressible = (variable: Fields) =>
  variable.valueFrom === undefined && isExpressibleName(nameOf(variable))

/** The variables that the API can express, each name once. */
export const shownVariables = ({ env: current = [] }: ContainerObject): Variable[] =>
  [...effective(current).values()]
    .filter(isExpressible)
    .map((item) => ({ name: nameOf(item), value: textOf(item) }))

const parts = ['containerName', 'volumeName', 'name', 'path', 'key', 'fieldPath', 'resource']

/** A reference such as `secretKeyRef db/password`, never its value. */
export function referenceText(reference: unknown): string {
  const [kind = '', source] = Object.entries(fieldsOf(reference))[0] ?? []
  const nameParts = parts.flatMap((part) => fieldsOf(source)[part] ?? [])
  return `${kind} ${nameParts.join('/')}`.trim()
}

/** The variables and sources of variables that the API cannot express, with their references. */
export const foreignVariables = ({ env: current = [], envFrom = [] }: ContainerObject) => [
  ...[...effective(current).values()]
    .filter((item) => !isExpressible(item))
    .map((item) => ({
      name: nameOf(item),
      ...(item.valueFrom !== undefined && { reference: referenceText(item.valueFrom) }),
    })),
  ...envFrom.map(({ prefix, ...source }) => ({
    name: typeof prefix === 'string' ? `${prefix}*` : '*',
    reference: referenceText(source),
  })),
]

/**
 * Throws 4000 if the request gives a value to a variable that is a reference, because Gantry never
 * replaces references.
 */
export function checkReferences(
  current: unknown,
  desired: readonly Variable[],
  path: string,
): void {
  const presentByName = effective(listOf(current))
  for (const [index, { name }] of desired.entries()) {
    const { valueFrom } = presentByName.get(name) ?? {}
    if (valueFrom === undefined) continue
    throw invalid(
      `${path}.envs.${index}.name`,
      `${name} comes from ${referenceText(valueFrom)}; a value cannot replace a reference`,
    )
  }
}

/**
 * Merges the requested variables into the present ones. An unchanged variable keeps its entries,
 * duplicates included; a changed variable replaces the effective entry and loses its duplicates.
 */
export function mergedVariables(current: unknown, desired: readonly Variable[]): Fields[] {
  const presentVariables = listOf(current)
  const effectiveByName = effective(presentVariables)
  const wantedByName = new Map(desired.map((variable) => [variable.name, variable]))
  const keptVariables = presentVariables.flatMap((variable): Fields[] => {
    const effectiveVariable = effectiveByName.get(nameOf(variable)) ?? variable
    if (!isExpressible(effectiveVariable)) return [variable]
    const wantedVariable = wantedByName.get(nameOf(variable))
    if (!wantedVariable) return []
    if (wantedVariable.value === textOf(effectiveVariable)) return [variable]
    return variable === effectiveVariable ? [{ ...wantedVariable }] : []
  })
  const added = [...wantedByName.values()].filter(({ name }) => !effectiveByName.has(name))
  return [...keptVariables, ...added.map((variable) => ({ ...variable }))]
}
