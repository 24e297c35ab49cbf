import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import type { Action, RequestOf } from '../../../contract/action'
import { Review } from '../form/Review'
import { difference } from '../spec/difference'
import type { Spec } from '../spec/spec'
import { Changes } from './Changes'

interface Props<A extends Action> {
  title: string
  text: string
  action: A & { mutates: true }
  params: RequestOf<A> & object
  /** The settings before and after the change. */
  before: Spec
  after: Spec
  sendLabel: string
  notice: string
  onClose: () => void
}

/** Confirms a change of existing settings with its diff and call. */
export function ChangeDialog<A extends Action>({
  title,
  text,
  before,
  after,
  onClose,
  ...call
}: Props<A>) {
  const { t } = useTranslation('spec')
  const { t: common } = useTranslation()
  const act = useAct(call.action, { notice: call.notice })
  const changes = difference(before, after)
  return (
    <Review
      title={title}
      action={call.action}
      params={call.params}
      sendLabel={call.sendLabel}
      backLabel={common('cancel')}
      reason={changes.length === 0 ? t('review.nothing') : undefined}
      onSend={async () => {
        await act.run(call.params)
        onClose()
      }}
      onClose={onClose}
    >
      <p>{text}</p>
      <Changes changes={changes} label={t('diff.title')} />
    </Review>
  )
}
