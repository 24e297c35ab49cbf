import { useTranslation } from 'react-i18next'
import { tagsIn } from '../../../../contract/actions/registry/tagList'
import type { Trigger } from '../../registryState'

/** A trigger's condition as text. */
export function Condition({ condition }: { condition: Trigger['invokeCondition'] }) {
  const { t } = useTranslation('triggers')
  const { invokeMethod, invokeExpr } = condition
  if (invokeMethod === 'all') return t('condition.all')
  return (
    <span>
      {t(`condition.${invokeMethod}`)}{' '}
      {invokeMethod === 'taglist' ? (
        tagsIn(invokeExpr).map((tag, index) => (
          <span key={tag}>
            {index > 0 && ', '}
            <code>{tag}</code>
          </span>
        ))
      ) : (
        <code>{invokeExpr}</code>
      )}
    </span>
  )
}
