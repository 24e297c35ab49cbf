import { useTranslation } from 'react-i18next'
import { CollapsibleText } from './CollapsibleText'
import { KubectlPreview } from './KubectlPreview'
import { type CalledAction, callText, wireLines } from './maskedCall'

interface Props {
  action: CalledAction
  params: object
  /** Initially expanded; for review steps. */
  isOpen?: boolean
}

/** A collapsible preview of the call as it is sent, with secrets masked. */
export function CallPreview({ action, params, isOpen = false }: Props) {
  const { t } = useTranslation()
  const count = wireLines(params).length
  return (
    <>
      <CollapsibleText
        title={t('calls.title', { action: action.name, count })}
        label={t('calls.lines')}
        what={t('calls.what')}
        text={callText(action, params)}
        isOpen={isOpen}
      />
      <KubectlPreview action={action.name} params={params} />
    </>
  )
}

/** A preview of one call of the same action per selected resource. */
export function CallsPreview({
  action,
  calls,
}: {
  action: CalledAction
  calls: readonly object[]
}) {
  const { t } = useTranslation()
  return (
    <>
      <CollapsibleText
        title={t('calls.titles', { action: action.name, count: calls.length })}
        label={t('calls.lines')}
        what={t('calls.what')}
        text={calls.map((params) => callText(action, params)).join('\n\n')}
      />
      <KubectlPreview action={action.name} params={calls} />
    </>
  )
}
