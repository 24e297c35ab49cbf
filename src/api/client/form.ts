import { type UseFormReturnType, useForm } from '@mantine/form'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { validate } from '../../contract/rules/faults'
import { type Draft, useDraft } from '../console/drafts'
import { type ActOptions, useAct } from './act'
import { ApiError, type FieldFault } from './error'

export interface ActionFormOptions<A extends Action, Values> extends ActOptions<A> {
  /** What the inputs hold at first; its paths are those of the request. */
  initial: Values
  /** The request of what the inputs hold; needed where an input holds something else than its parameter. */
  request?: (values: Values) => RequestOf<A>
  /** After the call was accepted, e.g. to go to the new thing's page. */
  done?: (data: ResponseOf<A>, request: RequestOf<A>) => void
  /** Faults beyond the contract's that the page knows of, in words, by path. */
  check?: (values: Values) => Record<string, string>
  /** Name under which what is entered is kept until it is sent, e.g. `create-service`. */
  draft?: string
}

export interface ActionForm<Values> {
  /** Mantine's form: `form.getInputProps(path)`, `form.values`, `form.insertListItem` … */
  form: UseFormReturnType<Values>
  /** For `<form onSubmit>`. */
  submit: (event?: React.SyntheticEvent<HTMLFormElement>) => void
  isPending: boolean
  /** Why the call was not accepted, beyond what stands at the inputs. */
  error: Error | null
  /** Counts failed submits, so that the summary can take the focus each time. */
  failures: number
  draft: Draft
  /** Shows the faults of these fields only; true where there are none. */
  checkFields: (paths: readonly string[]) => boolean
}

/** The last name in a path: `image` of `containers.0.image`. */
const fieldName = (path: string) => path.split('.').findLast((part) => !/^\d+$/.test(part))

/**
 * Words for a fault in the user's language; the server's own where the rule has none. A rule may have
 * words for one field, such as `required_image`.
 */
export function faultText(fault: FieldFault, t: TFunction<'rules'>): string {
  const { rule, path, message, values } = fault
  return rule ? t(rule, { ...values, context: fieldName(path), defaultValue: message }) : message
}

/** First fault of each path, in words; a fault of the whole stands under the empty path. */
export function faultsByPath(
  faults: readonly FieldFault[],
  t: TFunction<'rules'>,
): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const fault of faults) texts[fault.path] ??= faultText(fault, t)
  return texts
}

/**
 * A form for one write. An input is checked by the contract when it is left, all of them on submit;
 * what the server finds wrong stands at the inputs it names.
 */
export function useActionForm<A extends Action, Values extends object = RequestOf<A> & object>(
  action: A & { mutates: true },
  { initial, request, done, check, draft: draftName, ...options }: ActionFormOptions<A, Values>,
): ActionForm<Values> {
  const { t } = useTranslation('rules')
  const act = useAct<A>(action, options)
  const [failures, setFailures] = useState(0)
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

  const fail = () => setFailures((count) => count + 1)

  const send = async (values: Values) => {
    // Mantine calls this only after `validate` above found no fault.
    const params = requestFrom(values) as RequestOf<A>
    try {
      const data = await act.run(params)
      form.resetDirty(values)
      draft.discard()
      done?.(data, params)
    } catch (error) {
      if (error instanceof ApiError) form.setErrors(faultsByPath(error.fields, t))
      fail()
    }
  }

  return {
    form,
    submit: form.onSubmit(send, fail),
    isPending: act.isPending,
    error: act.error,
    failures,
    draft,
    checkFields: (paths) => {
      const isOf = (path: string) => paths.some((one) => path === one || path.startsWith(`${one}.`))
      const found = Object.entries(faultsOf(form.values)).filter(([path]) => isOf(path))
      form.setErrors(Object.fromEntries(found))
      if (found.length > 0) fail()
      return found.length === 0
    },
  }
}
