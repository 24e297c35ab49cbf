import { Button, Group, Stack } from '@mantine/core'
import {
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  type SyntheticEvent,
  useEffect,
  useRef,
} from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import type { Draft } from '../../api/console/drafts'
import type { Concurrency } from '../../api/merge/useConcurrency'
import { withTexts } from '../../i18n/i18n'
import { ConfirmDialog } from '../feedback/ConfirmDialog'
import { ErrorText } from '../feedback/ErrorText'
import { PageTitle } from '../page/PageTitle'
import { Age } from '../value/Age'
import { ConcurrentChanges } from './concurrent/ConcurrentChanges'
import css from './FormPage.module.css'
import { fieldLabel, findInput } from './inputOf'

interface Props {
  title: string
  submitLabel: string
  onCancel: () => void
  /** Whether the form has unsaved changes; evaluated when the user navigates away. */
  isDirty: () => boolean
  submit: (event: SyntheticEvent<HTMLFormElement>) => void
  isPending: boolean
  error: Error | null
  /** Validation errors by path, as held by the form. */
  faults: Readonly<Record<string, ReactNode>>
  /** Number of failed submits; each moves focus to the error summary. */
  failures: number
  /** A sentence beside the form about the effect of submitting. */
  summary: ReactNode
  /** Whether the panel beside the form is as wide as the form. */
  isWide?: boolean
  /** The saved draft of the form. */
  draft?: Draft
  /** Concurrent changes by other users. */
  concurrency?: Concurrency | undefined
  /** Shown if the object was deleted in the meantime, e.g. a button to create it again. */
  whenDeleted?: ReactNode
  /** Progress through a multi-step form. */
  steps?: ReactNode
  /** Goes to the previous step. */
  onBack?: (() => void) | undefined
  /** Label of a field on another step, and how to reach it. */
  elsewhere?: { label: (path: string) => string | undefined; go: (path: string) => void }
  children: ReactNode
}

function ErrorSummary({
  faults,
  failures,
  elsewhere,
}: Pick<Props, 'faults' | 'failures' | 'elsewhere'>) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(faults).filter(([, fault]) => fault)
  useEffect(() => {
    if (failures > 0) box.current?.focus()
  }, [failures])
  if (failures === 0 || entries.length === 0) return null
  const jump = (path: string) => {
    const input = findInput(path)
    if (input) input.focus()
    else elsewhere?.go(path)
  }
  return (
    <div ref={box} tabIndex={-1} className={css.faults} role="alert">
      <strong>{t('form.summary', { count: entries.length })}</strong>
      <ul>
        {entries.map(([path, fault]) => (
          <li key={path}>
            <button type="button" className={css.jump} onClick={() => jump(path)}>
              {findInput(path) ? fieldLabel(path) : (elsewhere?.label(path) ?? path)}
            </button>
            {t('form.separator')}
            {fault}
          </li>
        ))}
      </ul>
    </div>
  )
}

/**
 * Blurring a field shows its error and shifts the layout below. Focus stays while the pointer is
 * down on a button, so that the click still hits the button.
 */
function keepFocus(event: MouseEvent<HTMLFormElement>) {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
}

/** Confirms before unsaved changes are lost by navigating away. */
function LeaveGuard({ isDirty, draft }: Pick<Props, 'isDirty' | 'draft'>) {
  const { t } = useTranslation()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && isDirty(),
  )
  return (
    <ConfirmDialog
      isOpened={blocker.state === 'blocked'}
      isDestructive
      onClose={() => blocker.state === 'blocked' && blocker.reset()}
      title={t('form.unsavedTitle')}
      confirmLabel={t('form.leave')}
      cancelLabel={t('form.stay')}
      onConfirm={() => {
        draft?.discard()
        if (blocker.state === 'blocked') blocker.proceed()
      }}
    >
      {t('form.unsavedText')}
    </ConfirmDialog>
  )
}

const OtherDraft = lazy(async () => ({
  default: (await withTexts(import('./concurrent/OtherDraft'), 'concurrent')).OtherDraft,
}))

/** States that a draft was restored, and offers to discard it or to choose between two versions. */
function DraftBar({ draft }: { draft: Draft | undefined }) {
  const { t } = useTranslation()
  if (draft?.conflict) {
    return (
      <Suspense fallback={null}>
        <OtherDraft conflict={draft.conflict} />
      </Suspense>
    )
  }
  if (draft?.restoredAt === undefined) return null
  return (
    <div className={css.draft} role="status">
      <span>
        <Trans i18nKey="form.draft" components={{ age: <Age time={draft.restoredAt} /> }} />
      </span>
      <Button variant="subtle" onClick={draft.startAfresh}>
        {t('form.discardDraft')}
      </Button>
    </div>
  )
}

/** A full-page form: sections, a summary beside them, and errors at the top. */
export function FormPage({ title, submit, summary, children, faults, failures, ...rest }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <LeaveGuard isDirty={rest.isDirty} {...(rest.draft && { draft: rest.draft })} />
      <form onSubmit={submit} onMouseDown={keepFocus} noValidate className={css.root}>
        <Stack gap="lg" className={css.fields}>
          <PageTitle title={title} />
          <DraftBar draft={rest.draft} />
          {rest.steps}
          <ErrorSummary
            faults={faults}
            failures={failures}
            {...(rest.elsewhere && { elsewhere: rest.elsewhere })}
          />
          {children}
          <ConcurrentChanges concurrency={rest.concurrency} whenDeleted={rest.whenDeleted} />
          {rest.error && <ErrorText error={rest.error} />}
          <Group gap="xs">
            {rest.onBack && (
              <Button variant="default" onClick={rest.onBack}>
                {t('form.previous')}
              </Button>
            )}
            <Button type="submit" loading={rest.isPending}>
              {rest.submitLabel}
            </Button>
            <Button variant="default" onClick={rest.onCancel}>
              {t('cancel')}
            </Button>
          </Group>
        </Stack>
        {summary && (
          <aside className={css.summary} data-wide={rest.isWide || undefined}>
            {summary}
          </aside>
        )}
      </form>
    </>
  )
}

/** A form section with a heading. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h2 className={css.heading}>{title}</h2>
      {children}
    </section>
  )
}
