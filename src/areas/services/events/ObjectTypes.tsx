import { useTranslation } from 'react-i18next'
import css from './events.module.css'

/** Explains the types of objects that the listed events name; unknown ones are left out. */
export function ObjectTypes({ types }: { types: readonly string[] }) {
  const { t } = useTranslation('services')
  const { t: vocabulary, i18n } = useTranslation('vocabulary')
  const knownTypes = [...new Set(types)].filter((type) => i18n.exists(`vocabulary:objType.${type}`))
  if (knownTypes.length === 0) return null
  return (
    <dl className={css.types} aria-label={t('event.objectTypes')}>
      {knownTypes.map((type) => (
        <div key={type}>
          <dt>{type}</dt>
          <dd>{vocabulary(`objType.${type as 'Pod'}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
