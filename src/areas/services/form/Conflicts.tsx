import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maskSecretsAt } from '../../../ui/call/maskedCall'
import { Mono } from '../../../ui/value/Mono'
import { Changes } from '../change/Changes'
import css from '../change/change.module.css'
import { type Choices, type Merged, pathKey } from '../spec/merge'
import { toYaml } from '../spec/yaml'

interface Props {
  merged: Merged
  choices: Choices
  onChoose: (path: string, choice: 'mine' | 'theirs') => void
}

/** Concurrent changes by other users: merged automatically, or conflicts to resolve. */
export function Conflicts({ merged, choices, onChoose }: Props) {
  const { t } = useTranslation('spec')
  const shown = (path: readonly string[], value: unknown) => {
    const seen = maskSecretsAt(path, value)
    if (seen === undefined) return t('none')
    return typeof seen === 'object' && seen !== null ? toYaml(seen) : String(seen)
  }
  return (
    <>
      {merged.conflicts.length > 0 && (
        <section className={css.notice} aria-label={t('conflict.title')}>
          <h3>{t('conflict.title')}</h3>
          <p>{t('conflict.text')}</p>
          {merged.conflicts.map(({ path, mine, theirs }) => {
            const key = pathKey(path)
            return (
              <fieldset key={key} className={css.conflict}>
                <legend>
                  <Mono>{key}</Mono>
                </legend>
                <Radio.Group
                  value={choices[key] ?? ''}
                  onChange={(value) => onChoose(key, value === 'theirs' ? 'theirs' : 'mine')}
                  aria-label={key}
                >
                  <Stack gap={4}>
                    <Radio value="mine" label={t('conflict.mine', { value: shown(path, mine) })} />
                    <Radio
                      value="theirs"
                      label={t('conflict.theirs', { value: shown(path, theirs) })}
                    />
                  </Stack>
                </Radio.Group>
              </fieldset>
            )
          })}
        </section>
      )}
      {merged.taken.length > 0 && (
        <section className={css.notice} aria-label={t('conflict.taken')}>
          <h3>{t('conflict.taken')}</h3>
          <Changes changes={merged.taken} label={t('conflict.taken')} />
        </section>
      )}
    </>
  )
}
