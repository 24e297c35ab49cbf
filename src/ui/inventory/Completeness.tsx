import { useTranslation } from 'react-i18next'
import { LocationLink } from '../page/LocationLink'
import { StatusChip } from '../value/StatusChip'
import css from './inventory.module.css'

/** How complete and how old an answer of the inventory is. */
export interface Completeness {
  unread: number
  failing: number
  oldestReadAt: number | null
}

/** Whether the answer covers everything that the user may see. */
export const isComplete = ({ unread, failing, oldestReadAt }: Completeness): boolean =>
  unread === 0 && failing === 0 && oldestReadAt !== null

/** Says what an answer of the inventory lacks: lists not read yet, and lists that can't be read. */
export function Incompleteness({ unread, failing, oldestReadAt }: Completeness) {
  const { t } = useTranslation('inventory')
  const isReading = unread > 0 || oldestReadAt === null
  return (
    <div className={css.incomplete} role="status">
      {isReading && (
        <StatusChip
          health="working"
          word={t('reading')}
          reason={unread > 0 ? t('unread', { count: unread }) : t('nothingRead')}
        />
      )}
      {failing > 0 && (
        <span>
          <StatusChip health="waiting" word={t('failing', { count: failing })} />{' '}
          <LocationLink to="/settings/accounts">{t('checkAccounts')}</LocationLink>
        </span>
      )}
    </div>
  )
}
