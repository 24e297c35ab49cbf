import { useTranslation } from 'react-i18next'
import type { Action } from '../../../contract/action'
import css from './change.module.css'
import { covered, wireLines } from './secrets'

interface Props {
  action: Pick<Action, 'name'>
  params: object
}

const textOf = ({ action, params }: Props): string =>
  [
    `Action=${action.name}`,
    ...wireLines(covered(params)).map(([name, value]) => `${name}=${value}`),
  ].join('\n')

/** The call as it will go over the wire, folded until asked for; secrets of variables stay covered. */
export function CallPreview({ action, params }: Props) {
  const { t } = useTranslation('serviceLife')
  const count = wireLines(params).length
  return (
    <Calls title={t('call.title', { action: action.name, count })}>
      {textOf({ action, params })}
    </Calls>
  )
}

/** As many calls of one action as there are things to be done to. */
export function CallsPreview({
  action,
  calls,
}: Pick<Props, 'action'> & { calls: readonly object[] }) {
  const { t } = useTranslation('serviceLife')
  return (
    <Calls title={t('call.titles', { action: action.name, count: calls.length })}>
      {calls.map((params) => textOf({ action, params })).join('\n\n')}
    </Calls>
  )
}

function Calls({ title, children }: { title: string; children: string }) {
  const { t } = useTranslation('serviceLife')
  return (
    <details className={css.call}>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={t('call.lines')}>
        {children}
      </section>
    </details>
  )
}
