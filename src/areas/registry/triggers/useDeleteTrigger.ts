import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { ApiError } from '../../../api/client/error'
import { notify } from '../../../api/console/notices'
import {
  AddUpdateServiceTrigger,
  DeleteUpdateServiceTrigger,
} from '../../../contract/actions/registry/triggers'
import { useDescribeError } from '../../../ui/feedback/describeError'
import type { Trigger } from '../registryState'
import { addRequest, valuesOf } from './form/values'

/** The server demands a typed name, as in production accounts. */
const isConfirmationDemanded = (error: unknown) =>
  error instanceof ApiError && error.fields.some(({ path }) => path === 'confirm')

/**
 * Deletes a trigger immediately and offers undo: it can be recreated, and running instances are
 * unaffected. Calls `ask` where the server demands confirmation.
 */
export function useDeleteTrigger(ask: () => void): (trigger: Trigger) => void {
  const { t } = useTranslation('triggers')
  const explain = useDescribeError()
  const remove = useAct(DeleteUpdateServiceTrigger)
  const restoreTrigger = useAct(AddUpdateServiceTrigger)
  const notifyFailure = (error: unknown, name: string) => {
    const { what, next, small } = explain(error, name)
    notify('failure', [what, next, small].filter(Boolean).join(' '))
  }
  return (trigger) => {
    const { triggerName: name } = trigger
    const undo = () =>
      restoreTrigger.run(addRequest(valuesOf(trigger))).then(
        () => notify('success', t('delete.undone', { name })),
        (error: unknown) => notifyFailure(error, name),
      )
    remove.run({ triggerName: name }).then(
      () =>
        notify('success', t('delete.notice', { name }), {
          label: t('delete.undo'),
          run: () => void undo(),
        }),
      (error: unknown) => (isConfirmationDemanded(error) ? ask() : notifyFailure(error, name)),
    )
  }
}
