import { useTranslation } from 'react-i18next'
import { type Scope, scopeKinds } from '../../api/session/session'
import { useRegionName } from '../../i18n/useRegionName'
import css from './ScopeText.module.css'

/** What a user may reach, one line for each kind that is limited. */
export function ScopeText({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const regionName = useRegionName()
  const kinds = scopeKinds.filter((kind) => scope[kind]?.length)
  if (kinds.length === 0) return t('scope.everything')
  const nameOf = (kind: keyof Scope, name: string) => (kind === 'regions' ? regionName(name) : name)
  return (
    <ul className={css.root}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={css.kind}>{t(`scope.${kind}`)}</span>{' '}
          {scope[kind]?.map((name) => nameOf(kind, name)).join(', ')}
        </li>
      ))}
    </ul>
  )
}
