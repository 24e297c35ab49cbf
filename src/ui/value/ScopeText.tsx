import { useTranslation } from 'react-i18next'
import { type Scope, scopeKinds } from '../../contract/console/declare/values'
import { useRegionName } from '../../i18n/useRegionName'
import css from './ScopeText.module.css'

/** A user's scope, one line per restricted kind. */
export function ScopeText({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const regionName = useRegionName()
  const kinds = scopeKinds.filter((kind) => scope[kind] !== undefined)
  if (kinds.length === 0) return t('scope.everything')
  const nameOf = (kind: keyof Scope, name: string) => (kind === 'regions' ? regionName(name) : name)
  return (
    <ul className={css.root}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={css.kind}>{t(`scope.${kind}`)}</span>{' '}
          {scope[kind]?.map((name) => nameOf(kind, name)).join(', ') || t('scope.nothing')}
        </li>
      ))}
    </ul>
  )
}
