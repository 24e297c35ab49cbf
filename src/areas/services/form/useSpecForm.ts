import { type UseFormReturnType, useForm } from '@mantine/form'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultsByPath } from '../../../api/client/form'
import {
  CreateClusterService,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import { type Fault, validate } from '../../../contract/rules/faults'
import type { Place } from '../serviceState'
import { type Problem, parseYaml, rewritten, toYaml } from '../spec/yaml'
import { paramsOf, type SpecValues, valuesOf } from './values'

export type SpecFormApi = UseFormReturnType<SpecValues>

/** Faults after which the inputs could not hold what the text says. */
const unholdable = new Set([
  'text',
  'number',
  'integer',
  'boolean',
  'list',
  'object',
  'type',
  'oneOf',
  'unknownField',
])

const actions = { create: CreateClusterService, edit: ModifyClusterService } as const

/** Contract and place: what is edited stays where it is. */
function checkOf(kind: 'create' | 'edit', place: Place | undefined) {
  return (params: object): Fault[] => {
    const given: Record<string, unknown> = { ...params }
    const faults = validate(actions[kind], given)
    for (const [path, value] of Object.entries(place ?? {})) {
      const said = given[path] ?? (path === 'namespace' ? 'default' : undefined)
      if (said === value || faults.some((one) => one.path === path)) continue
      faults.push({ path, rule: 'placeIsFixed', values: { value }, message: `must stay ${value}` })
    }
    return faults
  }
}

export interface SpecForm {
  form: SpecFormApi
  /** The parameters that the inputs come to. */
  params: Record<string, unknown>
  text: string
  /** Takes a text that was written; the inputs follow where they can. */
  write: (text: string) => void
  problems: readonly Problem[]
  /** Somebody has written in the text. */
  isWritten: boolean
  /** The text says something that the inputs cannot hold: they stand still until it does not. */
  isLocked: boolean
}

/** A form and a text over the same settings, always in step. `place` is that of a service that exists. */
export function useSpecForm(kind: 'create' | 'edit', initial: SpecValues, place?: Place): SpecForm {
  const { t } = useTranslation('rules')
  const key = place ? `${place.clusterId}/${place.namespace}/${place.serviceName}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all that there is in `place`
  const check = useMemo(() => checkOf(kind, place), [kind, key])
  const form = useForm<SpecValues>({
    mode: 'controlled',
    initialValues: initial,
    validateInputOnBlur: true,
    validate: (values) => faultsByPath(check(paramsOf(values)), t),
  })
  const params = paramsOf(form.values)
  const json = JSON.stringify(params)
  const [text, setText] = useState(() => toYaml(params))
  const [isLocked, setLocked] = useState(false)
  const [isWritten, setWritten] = useState(false)
  const inStep = useRef(json)

  // What was changed in the inputs is changed in the text, and nothing else of it.
  useEffect(() => {
    if (inStep.current === json) return
    inStep.current = json
    const value: unknown = JSON.parse(json)
    setText((before) => rewritten(before, value as object))
    setLocked(false)
  }, [json])

  const problems = useMemo(() => parseYaml(text, check).problems, [text, check])

  const write = (next: string) => {
    setText(next)
    setWritten(true)
    const parsed = parseYaml(next, check)
    const isHoldable = parsed.problems.every(({ fault }) => fault && !unholdable.has(fault.rule))
    setLocked(!isHoldable)
    if (!isHoldable || !parsed.value) return
    const values = valuesOf(parsed.value)
    inStep.current = JSON.stringify(paramsOf(values))
    form.setValues(values)
  }

  return { form, params, text, write, problems, isWritten, isLocked }
}
