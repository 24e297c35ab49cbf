import { useTranslation } from 'react-i18next'
import { type Reach, reachKinds } from '../../api/session/session'
import { useRegionName } from '../../i18n/useRegionName'
import css from './ScopeText.module.css'

/** What somebody reaches, a line for each kind that is limited. */
export function ReachText({ reach }: { reach: Reach }) {
  const { t } = useTranslation()
  const regionName = useRegionName()
  const kinds = reachKinds.filter((kind) => reach[kind]?.length)
  if (kinds.length === 0) return t('reach.everything')
  const nameOf = (kind: keyof Reach, name: string) => (kind === 'regions' ? regionName(name) : name)
  return (
    <ul className={css.root}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={css.kind}>{t(`reach.${kind}`)}</span>{' '}
          {reach[kind]?.map((name) => nameOf(kind, name)).join(', ')}
        </li>
      ))}
    </ul>
  )
}
