import { useTranslation } from 'react-i18next'
import { useBackendKind } from '../../api/session/backendKind'
import { kubectlOf } from '../../contract/formats/kubectl'
import { CollapsibleText } from './CollapsibleText'
import { maskSecrets } from './maskedCall'

interface Props {
  action: string
  /** Parameters of a call, or of several calls of the action. */
  params: object | readonly object[]
}

/**
 * The kubectl commands with the effect of a call; renders nothing for accounts other than
 * Kubernetes.
 */
export function KubectlPreview({ action, params }: Props) {
  const calls: readonly object[] = Array.isArray(params) ? params : [params]
  const text = calls.map((call) => kubectlOf(action, Object(maskSecrets(call)))).join('\n')
  return <KubectlCommands text={text} />
}

/**
 * kubectl commands as a text; renders nothing if the text is empty, or for accounts other than
 * Kubernetes.
 */
export function KubectlCommands({ text }: { text: string }) {
  const { t } = useTranslation()
  if (useBackendKind() !== 'kubernetes' || text === '') return null
  return (
    <CollapsibleText
      title={t('calls.kubectl')}
      label={t('calls.commands')}
      what={t('calls.kubectl')}
      text={text}
    />
  )
}
