import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Revision, RevisionOutcome } from '../../../api/console/revisions'
import { isSame } from '../../../api/merge/keyed'
import { useFormats } from '../../../i18n/useFormats'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { Age } from '../../../ui/value/Age'
import { type Health, StatusChip } from '../../../ui/value/StatusChip'
import { RestoreDialog } from '../change/RestoreDialog'
import { difference } from '../spec/difference'
import { type Spec, specFrom } from '../spec/spec'
import { useClusterAndNamespace } from '../useClusterAndNamespace'
import { useKnownSpec } from '../useKnownSpec'
import { useServiceRef } from '../useServiceRef'
import css from './history.module.css'

export const outcomeHealth: Readonly<Record<RevisionOutcome, Health>> = {
  ok: 'well',
  pending: 'working',
  error: 'failing',
  refused: 'failing',
  unknown: 'unknown',
}

/** Fields changed by a revision relative to its predecessor. */
function changedIn(revisions: readonly Revision[], index: number): string[] | undefined {
  const ownSpec = revisions[index]?.spec
  const previousRevision = revisions.slice(index + 1).find((revision) => revision.outcome === 'ok')
  if (!ownSpec || !previousRevision?.spec) return undefined
  return difference(previousRevision.spec, ownSpec).map(({ path }) => path.join('.'))
}

function ActionCell({ revisions, index }: { revisions: readonly Revision[]; index: number }) {
  const { t } = useTranslation('serviceLife')
  const changed = changedIn(revisions, index)
  const revision = revisions[index]
  if (revision?.outcome !== 'ok') return <>{revision?.message}</>
  if (!changed) return <>{t(revision.spec ? 'history.first' : 'history.notKnown')}</>
  if (changed.length === 0) return <>{t('history.same')}</>
  const shownFields = changed.slice(0, 3).join(', ')
  return (
    <>
      {changed.length > 3
        ? t('history.andMore', { shown: shownFields, count: changed.length - 3 })
        : shownFields}
    </>
  )
}

/** All writes to a service through this console, newest first, each restorable. */
export function RevisionTable({ revisions }: { revisions: readonly Revision[] }) {
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const { time } = useFormats()
  const serviceRef = useServiceRef()
  const { knownSpec } = useKnownSpec(serviceRef)
  const forbiddenReason = useForbiddenReason('ModifyClusterService')
  const around = useClusterAndNamespace(serviceRef.clusterId, serviceRef.namespace)
  const [restored, setRestored] = useState<{ revision: Revision; spec: Spec }>()
  const reasonOf = ({ spec }: Revision) => {
    if (forbiddenReason) return forbiddenReason
    const blocked = around.reasonOf('ModifyClusterService')
    if (blocked) return blocked
    if (!spec) return t('restore.notKnown')
    return knownSpec && isSame(knownSpec.spec, spec) ? t('restore.isPresent') : undefined
  }
  return (
    <>
      <table className={css.revisions} aria-label={t('history.view.revisions')}>
        <thead>
          <tr>
            <th scope="col">{t('history.when')}</th>
            <th scope="col">{t('history.what')}</th>
            <th scope="col">{t('history.changed')}</th>
            <th scope="col">{t('history.who')}</th>
            <th scope="col">{t('history.outcome')}</th>
            <th scope="col">{common('actions')}</th>
          </tr>
        </thead>
        <tbody>
          {revisions.map((revision, index) => (
            <tr key={revision.id}>
              <td>
                <Age time={revision.at} />
              </td>
              <td>{t(`action.${revision.action}`, { defaultValue: revision.action })}</td>
              <td>
                <ActionCell revisions={revisions} index={index} />
              </td>
              <td>{revision.user}</td>
              <td>
                <StatusChip
                  health={outcomeHealth[revision.outcome]}
                  word={t(`history.outcomes.${revision.outcome}`)}
                />
              </td>
              <td>
                <ActionButton
                  size="xs"
                  reason={reasonOf(revision)}
                  onClick={() => {
                    const spec = revision.spec && specFrom(revision.spec)
                    if (spec) setRestored({ revision, spec })
                  }}
                >
                  {t('restore.action')}
                </ActionButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {restored && knownSpec && (
        <RestoreDialog
          serviceRef={serviceRef}
          current={knownSpec.spec}
          target={restored.spec}
          title={t('restore.title', { name: serviceRef.serviceName })}
          text={t('restore.text', {
            time: time(restored.revision.at),
            user: restored.revision.user,
          })}
          sendLabel={t('restore.submit')}
          onClose={() => setRestored(undefined)}
        />
      )}
    </>
  )
}
