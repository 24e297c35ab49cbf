import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session/session'
import { FactList } from '../../ui/page/FactList'
import { ScopeText } from '../../ui/value/ScopeText'
import { StatusChip } from '../../ui/value/StatusChip'
import { Tag } from '../../ui/value/Tag'
import css from './UserFacts.module.css'

/** The signed-in user's name, role and scope. */
export function UserFacts() {
  const { t } = useTranslation(['shell', 'common'])
  const { session } = useSession()
  if (!session) return null
  const { user, role, source = 'local', scope = {}, readOnly, accounts } = session
  const factRows = [
    [t('settings.user'), user],
    [
      t('settings.role'),
      <div key="role">
        {t(`common:role.${role}`)} <span className={css.dim}>{t(`common:roleText.${role}`)}</span>
        {readOnly && (
          <div>
            <StatusChip health="paused" word={t('settings.readOnly')} />
          </div>
        )}
      </div>,
    ],
    [t('settings.source'), t(`settings.sources.${source}`)],
    [t('settings.scope'), <ScopeText key="scope" scope={scope} />],
    [
      t('settings.accounts'),
      <ul key="accounts" className={css.accounts}>
        {accounts.map((account) => (
          <li key={account.name}>
            {account.name} {account.production && <Tag kind="production">{t('production')}</Tag>}{' '}
            {account.readOnly && <Tag kind="readOnly">{t('readOnly')}</Tag>}
          </li>
        ))}
      </ul>,
    ],
  ] as const
  return <FactList facts={factRows} />
}
