import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from '../../change/change.module.css'
import type { Unreadable } from '../../spec/known'
import type { SpecForm } from '../useSpecForm'
import type { SpecValues } from '../values'

/** Decisions by dotted path: `none` leaves the setting unset, `form` takes the input's value. */
export type Answers = Readonly<Record<string, 'none' | 'form'>>

/** Settings that already have a required input of their own. */
const requiredInputs = new Set(['strategy', 'volumeType', 'accessType'])

const isAsked = ({ path }: Unreadable) => !requiredInputs.has(path.at(-1) ?? '')

export const openQuestions = (unreadable: readonly Unreadable[], answers: Answers) =>
  unreadable.filter(isAsked).filter(({ path }) => answers[path.join('.')] === undefined)

/** Form path of a setting addressed by its entry's key; undefined if the entry no longer exists. */
function formPath(values: SpecValues, path: readonly string[]): string | undefined {
  const [list = '', name, field] = path
  if (list !== 'containers') return list
  const index = values.containers.findIndex((container) => container.containerName === name)
  return index < 0 ? undefined : `containers.${index}.${field}`
}

interface Props {
  unreadable: readonly Unreadable[]
  answers: Answers
  onAnswer: (path: readonly string[], answer: 'none' | 'form') => void
  spec: SpecForm
  isFailed: boolean
}

/**
 * Settings that the API does not return and this console never sent: saving would overwrite them,
 * so the user must choose.
 */
export function UnreadableBox({ unreadable, answers, onAnswer, spec, isFailed }: Props) {
  const { t } = useTranslation('spec')
  const { form } = spec
  const nameOf = (path: readonly string[]) => {
    const field = t(`unreadable.field.${path.at(-1) ?? ''}`, { defaultValue: path.at(-1) ?? '' })
    return path.length === 3 ? `${path[1]}: ${field}` : field
  }
  const questions = unreadable.filter(isAsked)
  const otherFields = unreadable.filter((candidate) => !isAsked(candidate))
  if (unreadable.length === 0) return null
  const answer = (path: readonly string[], value: string) => {
    if (value !== 'none' && value !== 'form') return
    onAnswer(path, value)
    const fieldPath = formPath(form.values, path)
    if (value === 'none' && fieldPath) {
      form.setFieldValue(
        fieldPath,
        fieldPath === 'nodeAffinity' || fieldPath === 'podAffinity' ? [] : '',
      )
    }
  }
  return (
    <section className={css.notice} aria-label={t('unreadable.title')}>
      <h3>{t('unreadable.title')}</h3>
      <p>{t('unreadable.text')}</p>
      <Stack gap="xs" mt="xs">
        {questions.map(({ path }) => {
          const name = path.join('.')
          const isOpen = answers[name] === undefined
          return (
            <NativeSelect
              key={name}
              label={nameOf(path)}
              data-path={`unreadable.${name}`}
              data={[
                ...(isOpen ? [{ value: '', label: t('choose') }] : []),
                { value: 'none', label: t('unreadable.none') },
                { value: 'form', label: t('unreadable.form') },
              ]}
              value={answers[name] ?? ''}
              onChange={(event) => answer(path, event.currentTarget.value)}
              error={isFailed && isOpen ? t('unreadable.answer') : undefined}
            />
          )
        })}
        {otherFields.map(({ path }) => (
          <p key={path.join('.')}>{t('unreadable.below', { name: nameOf(path) })}</p>
        ))}
        {openQuestions(unreadable, answers).length > 1 && (
          <Group>
            <Button
              variant="default"
              onClick={() => {
                for (const { path } of openQuestions(unreadable, answers)) answer(path, 'none')
              }}
            >
              {t('unreadable.allNone')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}
