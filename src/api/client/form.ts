import { type UseFormReturnType, useForm } from '@mantine/form'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { validate } from '../../contract/rules/faults'
import { type Draft, useDraft } from '../console/drafts'
import { type Concurrency, useConcurrency } from '../merge/useConcurrency'
import { type ActOptions, useAct } from './act'
import { ApiError, type FieldFault } from './error'

export interface ActionFormOptions<A extends Action, Values> extends ActOptions<A> {
  /** Initial values of the inputs, by the request's paths. */
  initial: Values
  /**
   * Converts the inputs' values to the request; needed if an input's value differs from its
   * parameter.
   */
  request?: (values: Values) => RequestOf<A>
  /** Called after the call has been accepted, e.g. to navigate to the new resource. */
  done?: (data: ResponseOf<A>, request: RequestOf<A>) => void
  /** Messages of the page's own checks, by path. */
  check?: (values: Values) => Record<string, string>
  /**
   * Reads the currently stored values of the object; undefined if it no longer exists. Without this
   * function, a save overwrites changes that other users have made since the form was opened.
   */
  stored?: () => Promise<Values | undefined>
  /** Name of the form's draft, e.g. `create-service`. */
  draft?: string
  /** Whether a valid form is sent only by `review.confirm`, which a confirmation dialog calls. */
  isReviewed?: boolean
}

export interface Review {
  /** Sends the form; rejects if the server demands another confirmation. */
  confirm: (typed: string | undefined) => Promise<void>
  cancel: () => void
}

export interface ActionForm<Values> {
  /** Mantine's form: `form.getInputProps(path)`, `form.values`, `form.insertListItem` … */
  form: UseFormReturnType<Values>
  /** For `<form onSubmit>`. */
  submit: (event?: React.SyntheticEvent<HTMLFormElement>) => void
  isPending: boolean
  /** Why the call was refused, except for the errors at the inputs. */
  error: Error | null
  /** Number of failed submits; the error summary receives focus on each. */
  failures: number
  draft: Draft
  /** Concurrent changes by other users; undefined for a form that creates an object. */
  concurrency: Concurrency | undefined
  /** State for the confirmation dialog while a submitted form waits for it. */
  review: Review | undefined
  /** Validates and shows only these fields; returns true if they are valid. */
  checkFields: (paths: readonly string[]) => boolean
}

const isUnconfirmed = (error: unknown) =>
  error instanceof ApiError && error.fields.some(({ path }) => path === 'confirm')

/** The last name of a path: `image` of `containers.0.image`. */
const fieldName = (path: string) => path.split('.').findLast((part) => !/^\d+$/.test(part))

/**
 * Returns the translated message of a fault, or the server's message if the rule has no
 * translation. A rule may have a separate translation for a field, such as `required_image`.
 */
export function messageOf(fault: FieldFault, t: TFunction<'rules'>): string {
  const { rule, path, message, values } = fault
  return rule ? t(rule, { ...values, context: fieldName(path), defaultValue: message }) : message
}

/**
 * Returns the message of the first fault of each path; faults of the whole request have an empty
 * path.
 */
export function faultsByPath(
  faults: readonly FieldFault[],
  t: TFunction<'rules'>,
): Record<string, string> {
  const errorTexts: Record<string, string> = {}
  for (const fault of faults) errorTexts[fault.path] ??= messageOf(fault, t)
  return errorTexts
}

const uncheckedState = { isPending: false, error: null }

/**
 * A form for one write. The contract validates an input on blur and all inputs on submit; faults
 * that the server reports are shown at their inputs.
 */
export function useActionForm<A extends Action, Values extends object = RequestOf<A> & object>(
  action: A & { mutates: true },
  {
    initial,
    request,
    done,
    check,
    stored,
    draft: draftName,
    isReviewed,
    ...options
  }: ActionFormOptions<A, Values>,
): ActionForm<Values> {
  const { t } = useTranslation('rules')
  const act = useAct<A>(action, options)
  const [failures, setFailures] = useState(0)
  const [reviewed, setReviewed] = useState<Values>()
  const [checked, setChecked] = useState<{ isPending: boolean; error: Error | null }>(
    uncheckedState,
  )
  const requestFrom = (values: Values): unknown => (request ? request(values) : values)

  function faultsOf(values: Values): Record<string, string> {
    return { ...check?.(values), ...faultsByPath(validate(action, requestFrom(values)), t) }
  }

  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: initial,
    validateInputOnBlur: true,
    validate: faultsOf,
  })

  const draft = useDraft<Values>({
    name: draftName,
    values: form.values,
    initial,
    set: form.setValues,
    isDirty: () => form.isDirty(),
    secrets: action.secrets,
  })

  const { check: isCurrent, ...concurrent } = useConcurrency<Values>({
    initial,
    values: form.values,
    set: form.setValues,
    stored,
  })

  const fail = () => setFailures((count) => count + 1)

  /**
   * Whether the object is unchanged since the user last read it; otherwise the changes are shown.
   */
  const mayProceed = async (values: Values) => {
    act.reset()
    setChecked({ isPending: true, error: null })
    try {
      const isHeld = !(await isCurrent(values))
      setChecked(uncheckedState)
      return !isHeld
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setChecked({ isPending: false, error })
      return false
    }
  }

  const send = async (values: Values, confirm?: string) => {
    // Mantine calls this function only if `validate` found no fault.
    const params = requestFrom(values) as RequestOf<A>
    if (!(await mayProceed(values))) {
      setReviewed(undefined)
      return
    }
    try {
      const data = await act.run(params, { confirm })
      form.resetDirty(values)
      concurrent.saved(values)
      draft.discard()
      done?.(data, params)
    } catch (error) {
      // The confirmation dialog stays open and asks for the missing confirmation.
      if (isReviewed && isUnconfirmed(error)) throw error
      if (error instanceof ApiError) form.setErrors(faultsByPath(error.fields, t))
      fail()
    }
  }

  return {
    form,
    submit: form.onSubmit(async (values) => {
      if (!isReviewed) return send(values)
      if (await mayProceed(values)) setReviewed(values)
    }, fail),
    review: reviewed && {
      confirm: (typed) => send(reviewed, typed),
      cancel: () => setReviewed(undefined),
    },
    isPending: act.isPending || checked.isPending,
    error: checked.error ?? act.error,
    failures,
    draft,
    concurrency: stored && concurrent.concurrency,
    checkFields: (paths) => {
      const isOf = (path: string) =>
        paths.some((candidate) => path === candidate || path.startsWith(`${candidate}.`))
      const ownFaults = Object.entries(faultsOf(form.values)).filter(([path]) => isOf(path))
      form.setErrors(Object.fromEntries(ownFaults))
      if (ownFaults.length > 0) fail()
      return ownFaults.length === 0
    },
  }
}
