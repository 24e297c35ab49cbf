import { useTranslation } from 'react-i18next'
import type { ChangedField, Choices, Side } from '../../../api/merge/merge'
import { maskSecretsAt } from '../../../ui/call/maskedCall'
import { ChangedFields } from '../../../ui/forms/concurrent/ChangedFields'
import css from '../change/change.module.css'
import { toYaml } from '../spec/yaml'

interface Props {
  fields: readonly ChangedField[]
  choices: Choices
  choose: (fields: readonly ChangedField[], side: Side) => void
  /** Whether a save was held back because of these changes. */
  isHeld: boolean
}

function textOf(path: readonly string[], value: unknown): string | undefined {
  const masked = maskSecretsAt(path, value)
  if (masked === undefined || masked === '') return undefined
  return typeof masked === 'object' && masked !== null ? toYaml(masked).trimEnd() : String(masked)
}

/** Concurrent changes by other users: merged, or conflicts to resolve. */
export function Conflicts({ fields, choices, choose, isHeld }: Props) {
  const { t } = useTranslation('spec')
  return (
    <>
      {isHeld && (
        <p className={css.notice} role="alert">
          {t('conflict.held')}
        </p>
      )}
      {fields.length > 0 && (
        <section className={css.notice} aria-label={t('conflict.title')}>
          <h3>{t('conflict.title')}</h3>
          <p>{t('conflict.text')}</p>
          <ChangedFields fields={fields} choices={choices} choose={choose} textOf={textOf} />
        </section>
      )}
    </>
  )
}
