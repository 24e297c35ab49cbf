import { Button, Group, Stack } from '@mantine/core'
import { type MouseEvent, type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import type { Draft } from '../../api/console/drafts'
import { ConfirmDialog } from '../feedback/ConfirmDialog'
import { ErrorText } from '../feedback/ErrorText'
import { PageTitle } from '../page/PageTitle'
import { Age } from '../value/Age'
import css from './FormPage.module.css'

interface Props {
  title: string
  submitLabel: string
  onCancel: () => void
  /** Whether something was entered that has not been sent; asked at the moment of leaving. */
  isDirty: () => boolean
  submit: (event: SyntheticEvent<HTMLFormElement>) => void
  isPending: boolean
  error: Error | null
  /** Faults by path, as the form holds them. */
  faults: Readonly<Record<string, ReactNode>>
  /** Counts failed submits; each takes the focus to the summary. */
  failures: number
  /** What will happen, as a sentence beside the form. */
  summary: ReactNode
  /** What stands beside the form needs as much room as the form. */
  isWide?: boolean
  /** What is kept of the form until it is sent. */
  draft?: Draft
  /** Where one is in a form of several steps. */
  steps?: ReactNode
  /** Goes to the step before. */
  onBack?: (() => void) | undefined
  /** What a field is called that is not on the page now; and how to get to it. */
  elsewhere?: { label: (path: string) => string | undefined; go: (path: string) => void }
  children: ReactNode
}

/** The input of a path, where it is on the page. */
export const inputOf = (path: string) =>
  document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)

/** What the page calls a field: its label, behind the name of the group it stands in; else its path. */
function nameOf(path: string): string {
  const input = inputOf(path)
  const label =
    input instanceof HTMLInputElement || input instanceof HTMLSelectElement
      ? (input.labels?.[0]?.textContent ?? input.getAttribute('aria-label'))
      : input?.getAttribute('aria-label')
  const group =
    input?.closest('[role=group]')?.getAttribute('aria-label') ??
    input?.closest('fieldset')?.querySelector('legend')?.textContent
  return [group, label ?? path].filter(Boolean).join(' › ')
}

function Faults({ faults, failures, elsewhere }: Pick<Props, 'faults' | 'failures' | 'elsewhere'>) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(faults).filter(([, fault]) => fault)
  useEffect(() => {
    if (failures > 0) box.current?.focus()
  }, [failures])
  if (failures === 0 || entries.length === 0) return null
  const jump = (path: string) => {
    const input = inputOf(path)
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
              {inputOf(path) ? nameOf(path) : (elsewhere?.label(path) ?? path)}
            </button>{' '}
            {fault}
          </li>
        ))}
      </ul>
    </div>
  )
}

/**
 * Leaving a field shows its fault, which moves what is below it: pressing a button must not leave the
 * field before the click has met the button.
 */
function keepFocus(event: MouseEvent<HTMLFormElement>) {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
}

/** Asks before entries are lost by going elsewhere; nothing entered, nothing asked. */
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

/** Says that an older draft is back, and lets the form begin afresh. */
function DraftBar({ draft }: { draft: Draft | undefined }) {
  const { t } = useTranslation()
  if (draft?.restoredAt === undefined) return null
  return (
    <div className={css.draft} role="status">
      <span>
        {t('form.draft')} <Age time={draft.restoredAt} />
      </span>
      <Button variant="subtle" onClick={draft.startAfresh}>
        {t('form.startAfresh')}
      </Button>
    </div>
  )
}

/** A form as a page of its own: its sections, what it comes to beside them, and what is wrong on top. */
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
          <Faults
            faults={faults}
            failures={failures}
            {...(rest.elsewhere && { elsewhere: rest.elsewhere })}
          />
          {children}
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

/** A part of a form under its own heading. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h2 className={css.heading}>{title}</h2>
      {children}
    </section>
  )
}
