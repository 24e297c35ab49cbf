import { type UseFormReturnType, useForm } from '@mantine/form'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultsByPath } from '../../../api/client/form'
import {
  CreateClusterService,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import { type Fault, typeRules, validate } from '../../../contract/rules/faults'
import type { ServiceRef } from '../serviceState'
import { parseYaml, rewriteYaml, toYaml } from '../spec/yaml'
import { envFaults } from './envLines'
import { imageFaults } from './imageFaults'
import { hasNodePorts, paramsOf, type SpecValues, valuesOf } from './values'

export type SpecFormApi = UseFormReturnType<SpecValues>

/** Rules whose errors occur only in the text, because the inputs cannot represent such values. */
const textOnlyErrors: ReadonlySet<string> = new Set([...typeRules, 'unknownField'])

const actions = { create: CreateClusterService, edit: ModifyClusterService } as const

/** Validates against the contract; the location of an existing service cannot change. */
function checkOf(kind: 'create' | 'edit', serviceRef: ServiceRef | undefined) {
  return (params: object): Fault[] => {
    const givenFields: Record<string, unknown> = { ...params }
    const faults = validate(actions[kind], givenFields)
    faults.push(...imageFaults(givenFields.containers), ...envFaults(givenFields.containers))
    for (const [path, value] of Object.entries(serviceRef ?? {})) {
      const entered = givenFields[path] ?? (path === 'namespace' ? 'default' : undefined)
      if (entered === value || faults.some((fault) => fault.path === path)) continue
      faults.push({ path, rule: 'placeIsFixed', values: { value }, message: `must stay ${value}` })
    }
    return faults
  }
}

/** NodePort without a node port would be sent as ClusterIP. */
const nodePortFaults = (values: SpecValues): Fault[] =>
  values.accessType === 'NodePort' && values.portMappings.length > 0 && !hasNodePorts(values)
    ? [{ path: 'portMappings.0.nodePort', rule: 'required', message: 'is required' }]
    : []

export interface SpecForm {
  form: SpecFormApi
  /** The request parameters of the inputs. */
  params: Record<string, unknown>
  /** The parameters as text, to compare them. */
  json: string
  /** The YAML, which follows the inputs only when `update` is called. */
  text: string
  /** Applies changed inputs to the text, leaving the rest untouched. */
  update: () => void
  /** Applies edited text to the inputs where possible. */
  write: (text: string) => void
  check: (params: object) => Fault[]
  /** Whether the user has edited the text. */
  isWritten: boolean
  /**
   * Whether the text contains settings that the inputs cannot represent; the inputs are then
   * disabled.
   */
  isLocked: boolean
}

/**
 * Keeps a form and a YAML text over the same settings in sync. `serviceRef` names an existing
 * service.
 */
export function useSpecForm(
  kind: 'create' | 'edit',
  initial: SpecValues,
  serviceRef?: ServiceRef,
): SpecForm {
  const { t } = useTranslation('rules')
  const key = serviceRef
    ? `${serviceRef.clusterId}/${serviceRef.namespace}/${serviceRef.serviceName}`
    : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` covers all fields of `place`
  const check = useMemo(() => checkOf(kind, serviceRef), [kind, key])
  const form = useForm<SpecValues>({
    mode: 'controlled',
    initialValues: initial,
    validateInputOnBlur: true,
    validate: (values) => faultsByPath([...check(paramsOf(values)), ...nodePortFaults(values)], t),
  })
  const params = useMemo(() => paramsOf(form.values), [form.values])
  const json = useMemo(() => JSON.stringify(params), [params])
  const [text, setText] = useState(() => toYaml(params))
  const [isLocked, setLocked] = useState(false)
  const [isWritten, setWritten] = useState(false)
  const inStep = useRef(json)

  // Rewriting the text takes longer than a key stroke may, so it waits for `update`.
  useEffect(() => {
    if (inStep.current !== json) setLocked(false)
  }, [json])
  const update = () => {
    if (inStep.current === json) return
    inStep.current = json
    setText((before) => rewriteYaml(before, params))
  }

  const write = (next: string) => {
    setText(next)
    setWritten(true)
    const parsed = parseYaml(next, check)
    const isHoldable = parsed.problems.every(
      ({ fault }) => fault && !textOnlyErrors.has(fault.rule),
    )
    setLocked(!isHoldable)
    if (!isHoldable || !parsed.value) return
    const values = valuesOf(parsed.value)
    inStep.current = JSON.stringify(paramsOf(values))
    form.setValues(values)
  }

  return { form, params, json, text, update, write, check, isWritten, isLocked }
}
