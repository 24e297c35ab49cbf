import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { FormPage, inputOf } from './FormPage'
import { StepList } from './StepList'
import css from './StepPage.module.css'

export interface Step {
  /** Part of the address. */
  id: string
  title: string
  /** Fields of the step, by path, with what they are called. */
  fields: Readonly<Record<string, string>>
  content: ReactNode
}

type FormProps = Parameters<typeof FormPage>[0]

interface Props extends Omit<FormProps, 'children' | 'steps' | 'onBack' | 'elsewhere'> {
  steps: readonly Step[]
  /** Shows the faults of these fields; true where there are none. */
  checkFields: (paths: readonly string[]) => boolean
}

/**
 * A long form, one step at a time: each is checked before the next, any can be gone back to, the last
 * one sends it. The step is in the address, so that Back goes one step back.
 */
export function StepPage({ steps, checkFields, submit, submitLabel, ...form }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const asked = steps.findIndex(({ id }) => id === search.get('step'))
  const index = Math.max(0, asked)
  const step = steps[index]
  const next = steps[index + 1]
  const heading = useRef<HTMLHeadingElement>(null)
  const wanted = useRef<string>(undefined)
  const [reached, setReached] = useState(index)
  const before = useRef(index)

  const go = (id: string) =>
    setSearch(
      (now) => {
        now.set('step', id)
        return now
      },
      { preventScrollReset: false },
    )

  // The step's heading takes the focus, or the field that was asked for.
  useEffect(() => {
    setReached((furthest) => Math.max(furthest, index))
    if (before.current === index) return
    before.current = index
    const input = wanted.current === undefined ? null : inputOf(wanted.current)
    wanted.current = undefined
    const target = input ?? heading.current
    target?.focus()
  }, [index])

  const stepOf = (path: string) =>
    steps.find(({ fields }) =>
      Object.keys(fields).some((one) => path === one || path.startsWith(`${one}.`)),
    )
  const elsewhere = {
    label: (path: string) => stepOf(path)?.fields[path],
    go: (path: string) => {
      wanted.current = path
      const target = stepOf(path)
      if (target) go(target.id)
    },
  }
  const earlier = steps[index - 1]
  return (
    <FormPage
      {...form}
      // The last step shows the whole choice by itself.
      summary={next ? form.summary : null}
      submitLabel={next ? t('form.next', { step: next.title }) : submitLabel}
      submit={(event) => {
        if (!next) return submit(event)
        event.preventDefault()
        if (step && checkFields(Object.keys(step.fields))) go(next.id)
      }}
      onBack={earlier && (() => go(earlier.id))}
      elsewhere={elsewhere}
      steps={<StepList steps={steps} index={index} reached={reached} onGo={go} />}
    >
      <section>
        <h2 ref={heading} tabIndex={-1} className={css.heading}>
          {step?.title}
        </h2>
        {step?.content}
      </section>
    </FormPage>
  )
}
