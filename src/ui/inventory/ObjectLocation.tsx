import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session/session'
import { useRegionName } from '../../i18n/useRegionName'
import { Tag } from '../value/Tag'
import css from './inventory.module.css'

interface Props {
  account: string
  /** Empty for the registry. */
  region: string
  clusterName?: string | undefined
  namespace?: string | undefined
}

/** Account, region, cluster and namespace of an object; says if the account is a production one. */
export function ObjectLocation({ account, region, clusterName, namespace }: Props) {
  const { t } = useTranslation('shell')
  const regionName = useRegionName()
  const { session } = useSession()
  const isProduction = session?.accounts.some(
    ({ name, production }) => name === account && production,
  )
  const parts = [account, region && regionName(region), clusterName, namespace].filter(Boolean)
  return (
    <span className={css.location}>
      {isProduction && <Tag kind="production">{t('production')}</Tag>}
      <span>{parts.join(' / ')}</span>
    </span>
  )
}
