import { useTranslation } from 'react-i18next'
import { useCloudLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import { Tag } from '../../ui/value/Tag'
import css from '../Layout.module.css'

type Flag = 'production' | 'readOnly'

/** Warnings about the page's account: production, and read-only. */
export function useLocationFlags(): readonly Flag[] {
  const { session } = useSession()
  const { account } = useCloudLocation()
  const shownAccount = session?.accounts.find((candidate) => candidate.name === account)
  return [
    ...(shownAccount?.production ? (['production'] as const) : []),
    ...(shownAccount?.readOnly || session?.readOnly ? (['readOnly'] as const) : []),
  ]
}

export function LocationFlags({ flags }: { flags: readonly Flag[] }) {
  const { t } = useTranslation('shell')
  if (flags.length === 0) return null
  return (
    <div className={css.flags}>
      {flags.map((flag) => (
        <Tag key={flag} kind={flag}>
          {t(flag)}
        </Tag>
      ))}
    </div>
  )
}
