import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, Severity } from '../../contract/diagnosis/finding'
import { Age } from '../value/Age'
import { type Health, StatusChip } from '../value/StatusChip'
import css from './diagnosis.module.css'
import { EvidenceList } from './EvidenceList'
import { useFindingText } from './useFindingText'

const healths: Readonly<Record<Severity, Health>> = {
  critical: 'failing',
  warning: 'waiting',
  info: 'working',
}

interface Props {
  title: string
  findings: readonly Finding[]
  /** What changed before a finding began. */
  changeBefore?: ((finding: Finding) => ReactNode) | undefined
  /** Links and buttons that help. */
  actions?: ((finding: Finding) => ReactNode) | undefined
  /** Whether some of the facts could not be read. */
  isIncomplete?: boolean
}

function FindingItem({
  finding,
  changeBefore,
  actions,
}: { finding: Finding } & Pick<Props, 'changeBefore' | 'actions'>) {
  const { t } = useTranslation('diagnosis')
  const text = useFindingText()
  const { severity, kind, objects, values, since, evidence } = finding
  const { answer, check } = values
  return (
    <li className={css.finding}>
      <p className={css.cause}>
        <StatusChip
          health={finding.code === 'unknown' ? 'unknown' : healths[severity]}
          word={text.cause(finding)}
        />
      </p>
      {text.details(finding).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {check && (
        <p>
          {t('check')} <code>{check}</code>
        </p>
      )}
      {answer && kind !== 'node' && (
        <p>
          {t('answer')} <q>{answer}</q>
        </p>
      )}
      <p className={css.dim}>
        {kind === 'instance' && `${t('affected', { count: objects.length })} · `}
        {since === undefined ? (
          t('sinceUnknown')
        ) : (
          <>
            {t('since')} <Age time={since} isFull />
          </>
        )}
      </p>
      {changeBefore?.(finding)}
      <EvidenceList evidence={evidence} />
      {actions && <div className={css.actions}>{actions(finding)}</div>}
    </li>
  )
}

/** Why an object is abnormal: causes, worst first, with evidence, beginning and what helps. */
export function FindingList({ title, findings, isIncomplete, ...rest }: Props) {
  const { t } = useTranslation('diagnosis')
  return (
    <section className={css.root} aria-label={title}>
      <h2>{title}</h2>
      {isIncomplete && <p className={css.dim}>{t('incomplete')}</p>}
      <ol>
        {findings.map((finding) => (
          <FindingItem
            key={`${finding.code} ${finding.objects.join(' ')} ${JSON.stringify(finding.values)}`}
            finding={finding}
            {...rest}
          />
        ))}
      </ol>
    </section>
  )
}
