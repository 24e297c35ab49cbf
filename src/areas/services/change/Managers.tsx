import { useTranslation } from 'react-i18next'
import type { Service } from '../serviceState'
import css from './change.module.css'

/** Settings that a change affects: autoscalers overwrite only the number of replicas. */
type Concern = 'replicas' | 'configuration'

const isAutoscaler = (kind: string) => kind === 'autoscaler' || kind === 'unknownAutoscaler'

const managersFor = ({ managers = [] }: Pick<Service, 'managers'>, concern: Concern) =>
  managers.filter(({ kind }) => concern === 'replicas' || !isAutoscaler(kind))

/** Lists before a change which other programs may overwrite it. */
export function Managers({
  service,
  concern,
}: {
  service: Pick<Service, 'managers'>
  concern: Concern
}) {
  const { t } = useTranslation('spec')
  const managers = managersFor(service, concern)
  if (managers.length === 0) return null
  return (
    <section className={css.notice} aria-label={t('managers.title')}>
      <h3>{t('managers.title')}</h3>
      {managers.map(({ kind, name }) => (
        <p key={`${kind} ${name}`}>{t(`managers.${kind}`, { name })}</p>
      ))}
    </section>
  )
}

/** Adds to the notice of a change which other programs may overwrite it. */
export function useManagedNotice(service: Pick<Service, 'managers'> | undefined, concern: Concern) {
  const { t } = useTranslation('spec')
  return (notice: string): string =>
    [
      notice,
      ...managersFor(service ?? {}, concern).flatMap(({ kind, name }) =>
        kind === 'unknownAutoscaler' ? [] : t(`managers.notice.${kind}`, { name }),
      ),
    ].join(' ')
}
