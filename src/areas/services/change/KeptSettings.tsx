import { useTranslation } from 'react-i18next'
import { Mono } from '../../../ui/value/Mono'
import type { KeptSetting } from '../spec/known'
import css from './change.module.css'

/**
 * Kubernetes settings that no request changes; shows references, but never the values behind them.
 */
export function KeptSettings({ kept }: { kept: readonly KeptSetting[] }) {
  const { t } = useTranslation('spec')
  if (kept.length === 0) return null
  return (
    <section className={css.notice} aria-label={t('kept.title')}>
      <h3>{t('kept.title')}</h3>
      <p>{t('kept.text')}</p>
      <ul>
        {kept.map(({ path, value }) => (
          <li key={`${path.join('/')} ${value}`}>
            <Mono>{value ? `${path.join('.')}: ${value}` : path.join('.')}</Mono>
          </li>
        ))}
      </ul>
    </section>
  )
}
