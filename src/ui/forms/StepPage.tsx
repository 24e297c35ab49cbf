import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { FormPage } from './FormPage'
import { findInput } from './inputOf'
import { StepList } from './StepList'
import css from './StepPage.module.css'

export interface Step {
  /** The step's URL segment. */
  id: string
  title: string
  /** Labels of the step's fields by path. */
  fields: Readonly<Record<string, string>>
  content: ReactNode
}

type FormProps = Parameters<typeof FormPage>[0]

interface Props extends Omit<FormProps, 'children' | 'steps' | 'onBack' | 'elsewhere'> {
  steps: readonly Step[]
  /** Validates these fields and shows their errors; returns true if all are valid. */
  checkFields: (paths: readonly string[]) => boolean
}

/**
 * A multi-step form. Each step is validated before the next; the last step submits. The step is
 * part of the URL, so that the browser's Back button returns to the previous step.
 */
export function StepPage({ steps, checkFields, submit, submitLabel, ...form }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const requestedIndex = steps.findIndex(({ id }) => id === search.get('step'))
  const index = Math.max(0, requestedIndex)
  const step = steps[index]
  const nextStep = steps[index + 1]
  const heading = useRef<HTMLHeadingElement>(null)
  const requestedField = useRef<string>(undefined)
  const [reached, setReached] = useState(index)
  const previousIndex = useRef(index)

  const go = (id: string) =>
    setSearch(
      (now) => {
        now.set('step', id)
        return now
      },
      { preventScrollReset: false },
    )

  // Moves focus to the step's heading, or to the requested field.
  useEffect(() => {
    setReached((furthest) => Math.max(furthest, index))
    if (previousIndex.current === index) return
    previousIndex.current = index
    const input = requestedField.current === undefined ? null : findInput(requestedField.current)
    requestedField.current = undefined
    const target = input ?? heading.current
    target?.focus()
  }, [index])

  const stepOf = (path: string) =>
    steps.find(({ fields }) =>
      Object.keys(fields).some((field) => path === field || path.startsWith(`${field}.`)),
    )
  const otherSteps = {
    label: (path: string) => stepOf(path)?.fields[path],
    go: (path: string) => {
      requestedField.current = path
      const target = stepOf(path)
      if (target) go(target.id)
    },
  }
  const previousStep = steps[index - 1]
  return (
    <FormPage
      {...form}
      // The last step already summarises all choices.
      summary={nextStep ? form.summary : null}
      submitLabel={nextStep ? t('form.next', { step: nextStep.title }) : submitLabel}
      submit={(event) => {
        if (!nextStep) return submit(event)
        event.preventDefault()
        if (step && checkFields(Object.keys(step.fields))) go(nextStep.id)
      }}
      onBack={previousStep && (() => go(previousStep.id))}
      elsewhere={otherSteps}
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
