import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskSecretsAt } from '../../../ui/call/maskedCall'
import { Mono } from '../../../ui/value/Mono'
import type { Change } from '../spec/difference'
import { toYaml } from '../spec/yaml'
import css from './change.module.css'

const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? toYaml(value).trimEnd() : String(value)

function Value({ value }: { value: unknown }) {
  const { t } = useTranslation('spec')
  const isNothing = value === undefined || (Array.isArray(value) && value.length === 0)
  if (isNothing) return <span className={css.dim}>{t('none')}</span>
  if (value === '') return <span className={css.dim}>{t('emptyText')}</span>
  return <pre className={css.value}>{asText(value)}</pre>
}

interface Props {
  changes: readonly Change[]
  label: string
  /** Column titles, if not the default Before and After. */
  heads?: readonly [before: string, after: string]
}

/** A diff field by field, most important first, with secrets masked until revealed. */
export function Changes({ changes, label, heads }: Props) {
  const { t } = useTranslation('spec')
  const [isShown, setShown] = useState(false)
  const hasSecrets = changes.some(
    ({ path, before, after }) =>
      JSON.stringify([maskSecretsAt(path, before), maskSecretsAt(path, after)]) !==
      JSON.stringify([before, after]),
  )
  const maskedText = (path: readonly string[], value: unknown) =>
    isShown ? value : maskSecretsAt(path, value)
  if (changes.length === 0) return <p>{t('diff.nothing')}</p>
  return (
    <>
      <table className={css.changes} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('diff.field')}</th>
            <th scope="col">{heads?.[0] ?? t('diff.before')}</th>
            <th scope="col">{heads?.[1] ?? t('diff.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after, weight }) => (
            <tr key={path.join('.')} data-weight={weight}>
              <th scope="row">
                <Mono>{path.join('.')}</Mono>
                {weight && <span className={css.weight}>{t(`diff.weight.${weight}`)}</span>}
              </th>
              <td>
                <Value value={maskedText(path, before)} />
              </td>
              <td>
                <Value value={maskedText(path, after)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasSecrets && (
        <Group>
          <Button variant="subtle" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {t('diff.showSecrets')}
          </Button>
        </Group>
      )}
    </>
  )
}
