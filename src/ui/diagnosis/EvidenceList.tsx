import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../contract/diagnosis/finding'
import { useReasons } from '../../i18n/errors/reasons'
import { Age } from '../value/Age'
import { Mono } from '../value/Mono'
import css from './diagnosis.module.css'

function EvidenceText({ evidence }: { evidence: Exclude<Evidence, { kind: 'log' }> }) {
  const { t } = useTranslation('diagnosis')
  const reasons = useReasons()
  const time = evidence.at !== undefined && (
    <span className={css.dim}>
      <Age time={evidence.at} />
    </span>
  )
  if (evidence.kind === 'field') {
    return (
      <>
        <Mono>{evidence.object}</Mono>{' '}
        {t(`field.${evidence.field as 'status'}`, { defaultValue: evidence.field })}:{' '}
        {reasons.one(evidence.value)} {time}
      </>
    )
  }
  return (
    <>
      <Mono>{`${evidence.objType} ${evidence.objName}`}</Mono> {reasons.one(evidence.reason)}:{' '}
      {evidence.message}{' '}
      <span className={css.dim}>
        {evidence.count > 1 && `${t('times', { count: evidence.count })} · `}
      </span>
      {time}
    </>
  )
}

/** The last lines of a log. */
function LogEvidence({ evidence }: { evidence: Extract<Evidence, { kind: 'log' }> }) {
  const { t } = useTranslation('diagnosis')
  const { instance, container, lines } = evidence
  return (
    <figure className={css.log}>
      <figcaption>{t('log', { instance, container })}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard */}
      <pre tabIndex={0}>{lines.join('\n')}</pre>
    </figure>
  )
}

/** Log lines, which are always shown, and the other evidence of a finding. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useTranslation('diagnosis')
  const facts = evidence.filter((item) => item.kind !== 'log')
  return (
    <>
      {evidence.map(
        (item) =>
          item.kind === 'log' && (
            <LogEvidence key={`${item.instance}/${item.container}`} evidence={item} />
          ),
      )}
      {facts.length > 0 && (
        <details open className={css.evidence}>
          <summary>{t('evidence', { count: facts.length })}</summary>
          <ul>
            {facts.map((item) => (
              <li key={JSON.stringify(item)}>
                <EvidenceText evidence={item} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
