import { Skeleton } from '@mantine/core'
import type { TFunction } from 'i18next'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../../../api/client/form'
import { type Problem, parseYaml } from '../../spec/yaml'
import type { SpecForm } from '../useSpecForm'
import css from './YamlPane.module.css'

// Loaded on demand: the editor is larger than the rest of the form.
const YamlEditor = lazy(async () => ({ default: (await import('./YamlEditor')).YamlEditor }))

/** The text follows the inputs once the user pauses, in ms. */
const parseDelay = 200

function problemMessage(problem: Problem, t: TFunction<'spec'>, rules: TFunction<'rules'>): string {
  if (problem.foreign) return t(`yaml.foreign.${problem.foreign}`)
  if (problem.fault) {
    const { fault } = problem
    return t('yaml.fault', { path: fault.path, fault: messageOf(fault, rules) })
  }
  return t('yaml.syntax', { message: problem.syntax })
}

/** The settings as YAML beside the form and in sync with it; errors are listed with their lines. */
export function YamlPane({ spec, isSent }: { spec: SpecForm; isSent: boolean }) {
  const { t } = useTranslation('spec')
  const { t: rules } = useTranslation('rules')
  const { text, write, update, json, check, isWritten } = spec
  const latest = useRef(update)
  latest.current = update
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `json` stands for the inputs' values
  useEffect(() => {
    const timer = window.setTimeout(() => latest.current(), isFirst.current ? 0 : parseDelay)
    isFirst.current = false
    return () => window.clearTimeout(timer)
  }, [json])
  const problems = useMemo(() => parseYaml(text, check).problems, [text, check])
  // Missing fields are not errors before the user has had time to enter them.
  const isStrict = isWritten || isSent
  const errors = useMemo(
    () =>
      problems
        .filter(({ fault }) => isStrict || fault?.rule !== 'required')
        .map((problem) => ({ ...problem, message: problemMessage(problem, t, rules) })),
    [problems, isStrict, t, rules],
  )
  return (
    // Edits of the text start from the inputs' present values.
    <section className={css.root} aria-label={t('yaml.title')} onFocusCapture={update}>
      <h2>{t('yaml.title')}</h2>
      <p className={css.help}>{t('yaml.help')}</p>
      <Suspense fallback={<Skeleton height={320} />}>
        <YamlEditor label={t('yaml.title')} text={text} onChange={write} problems={errors} />
      </Suspense>
      <ul className={css.problems} aria-label={t('yaml.problems')}>
        {errors.map(({ line, message, from }) => (
          <li key={`${from} ${message}`}>
            <strong>{t('yaml.line', { line })}</strong> {message}
          </li>
        ))}
      </ul>
    </section>
  )
}
