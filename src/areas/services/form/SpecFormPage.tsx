import { Button, Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Draft, useDraft } from '../../../api/console/drafts'
import { FormPage } from '../../../ui/forms/FormPage'
import type { Unreadable } from '../spec/known'
import { SpecFields } from './fields/SpecFields'
import type { SpecForm } from './useSpecForm'
import { type SpecValues, valuesOf } from './values'
import { type Answers, openQuestions, UnreadableBox } from './yaml/UnreadableBox'
import { useYamlPane } from './yaml/useYamlPane'
import { YamlPane } from './yaml/YamlPane'

interface Props {
  spec: SpecForm
  isNew: boolean
  title: string
  submitLabel: string
  onCancel: () => void
  /** Unreadable settings; each must be decided before submitting. */
  unreadable: readonly Unreadable[]
  /** Name of the draft. */
  draftName: string
  initial: SpecValues
  /** The settings on which the edits are based, as text; saved and restored with the draft. */
  base: string
  onBase: (base: string) => void
  /** Shown above the inputs. */
  notices?: ReactNode
  /** Shown beside the inputs while the YAML pane is closed. */
  summary: ReactNode
  /** Why the form cannot be submitted now. */
  error: Error | null
  /** Called with valid values, to review them before sending. */
  onReview: (draft: Draft) => void
}

function useSpecDraft({ spec, draftName, initial, base, onBase }: Props): Draft {
  const { form } = spec
  return useDraft({
    name: draftName,
    // Kept as text, so that lists and empty inputs of a draft are restored exactly.
    values: { form: JSON.stringify(form.values), base },
    initial: { form: JSON.stringify(initial), base },
    set: (saved) => {
      const values: unknown = JSON.parse(saved.form)
      if (typeof values === 'object' && values !== null) form.setValues(valuesOf({ ...values }))
      onBase(saved.base)
    },
    isDirty: () => form.isDirty(),
    secrets: [],
  })
}

/**
 * A form for all settings of a service with a YAML pane, and questions about unreadable settings.
 */
export function SpecFormPage(props: Props) {
  const { spec, unreadable, onReview } = props
  const { t } = useTranslation('spec')
  const [isYamlShown, toggleYaml] = useYamlPane()
  const [failures, setFailures] = useState(0)
  const [answers, setAnswers] = useState<Answers>({})
  const draft = useSpecDraft(props)
  const { form } = spec
  const openFields = openQuestions(unreadable, answers)
  const fail = () => setFailures((count) => count + 1)
  const questions = Object.fromEntries(
    openFields.map(({ path }) => [`unreadable.${path.join('.')}`, t('unreadable.answer')]),
  )
  const lines: Record<string, ReactNode> = spec.isLocked ? { yaml: t('yaml.locked') } : {}
  return (
    <FormPage
      title={props.title}
      submitLabel={props.submitLabel}
      onCancel={props.onCancel}
      isDirty={form.isDirty}
      submit={form.onSubmit(() => {
        if (openFields.length > 0 || spec.isLocked) fail()
        else onReview(draft)
      }, fail)}
      isPending={false}
      error={props.error}
      faults={{ ...form.errors, ...(failures > 0 && questions), ...lines }}
      failures={failures}
      draft={draft}
      isWide={isYamlShown}
      summary={isYamlShown ? <YamlPane spec={spec} isSent={failures > 0} /> : props.summary}
    >
      <Group>
        <Button variant="default" aria-pressed={isYamlShown} onClick={toggleYaml}>
          {t(isYamlShown ? 'yaml.hide' : 'yaml.show')}
        </Button>
      </Group>
      {props.notices}
      <UnreadableBox
        unreadable={unreadable}
        answers={answers}
        onAnswer={(path, answer) => setAnswers((all) => ({ ...all, [path.join('.')]: answer }))}
        spec={spec}
        isFailed={failures > 0}
      />
      <SpecFields spec={spec} isNew={props.isNew} />
    </FormPage>
  )
}
