import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { call } from '../../../api/client/call'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import type { Draft } from '../../../api/console/drafts'
import { useRevisions } from '../../../api/console/revisions'
import { isSame } from '../../../api/merge/keyed'
import { type Choices, isOpen, merge, pathKey } from '../../../api/merge/merge'
import { useCloudLocation } from '../../../api/session/location'
import { servicePath } from '../../../api/session/paths'
import {
  DescribeClusterServiceInfo,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import { BlockedNotice } from '../../../ui/forms/BlockedNotice'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { useOfferUndo } from '../actions/undo'
import { Changes } from '../change/Changes'
import { KeptSettings } from '../change/KeptSettings'
import { Managers, useManagedNotice } from '../change/Managers'
import type { ServiceRef } from '../serviceState'
import { difference } from '../spec/difference'
import type { Known, Unreadable } from '../spec/known'
import { modifyParams, type Spec, specFrom } from '../spec/spec'
import { useClusterAndNamespace } from '../useClusterAndNamespace'
import { knownSpecOf } from '../useKnownSpec'
import { ConcurrentChanges } from './ConcurrentChanges'
import { Conflicts } from './Conflicts'
import { editDraft } from './editDraft'
import { Review } from './Review'
import { SpecFormPage } from './SpecFormPage'
import { Summary } from './Summary'
import { useSpecForm } from './useSpecForm'
import { type SpecValues, valuesOf } from './values'

interface Props {
  serviceRef: ServiceRef
  /** The settings when the form was opened, which the edits are based on. */
  opened: Known
  /** The current settings. */
  current: Known
  isDeleted: boolean
  error: Error | null
  /** Reloads `present`. */
  refresh: () => Promise<unknown>
  /** Called if the service was deleted: continues with the entered values as a new service. */
  onRecreate: (entered: SpecValues) => void
}

/**
 * Returns the input values for known settings; unreadable settings that need a decision are empty.
 */
function inputsFor(serviceRef: ServiceRef, { spec, unreadable }: Known): SpecValues {
  const values = valuesOf({ ...modifyParams(serviceRef, spec) })
  const isUnknown = (...path: string[]) =>
    unreadable.some((candidate) => isSame(candidate.path, path))
  return {
    ...values,
    ...(isUnknown('accessType') && { accessType: '' }),
    ...(isUnknown('strategy') && { strategy: '' }),
    volumes: values.volumes.map((volume) =>
      isUnknown('volumes', volume.name, 'volumeType') ? { ...volume, volumeType: '' } : volume,
    ),
  }
}

/** Returns a function that tells whether the API still returns the given settings. */
function useReload(serviceRef: ServiceRef) {
  const { account, region } = useCloudLocation()
  const ownRevisions = useRevisions(serviceRef)
  return async (current: Spec): Promise<boolean> => {
    const { service } = await call(DescribeClusterServiceInfo, { account, region }, serviceRef)
    return isSame(knownSpecOf(service, ownRevisions.data?.revisions ?? []).spec, current)
  }
}

export function EditForm({
  serviceRef,
  opened,
  current,
  isDeleted,
  error,
  refresh,
  onRecreate,
}: Props) {
  const { t } = useTranslation('spec')
  const { t: rules } = useTranslation('rules')
  const navigate = useLocationNavigate()
  const [initial] = useState(() => inputsFor(serviceRef, opened))
  const [base, setBase] = useState(() => JSON.stringify(opened.spec))
  const [draft, setDraft] = useState<Draft>()
  const [choices, setChoices] = useState<Choices>({})
  const [isHeld, setHeld] = useState(false)
  const [failed, setFailed] = useState<Error | null>(null)
  const spec = useSpecForm('edit', initial, serviceRef)
  const act = useAct(ModifyClusterService)
  const offerUndo = useOfferUndo()
  const isFresh = useReload(serviceRef)
  const withManagers = useManagedNotice(current, 'replicas')
  const { form } = spec
  const name = serviceRef.serviceName
  const around = useClusterAndNamespace(serviceRef.clusterId, serviceRef.namespace)
  const forbidden = isDeleted ? undefined : around.reasonOf('ModifyClusterService')

  const from = useMemo(() => {
    const stored: unknown = JSON.parse(base)
    return specFrom({ ...(stored as object) }) ?? opened.spec
  }, [base, opened.spec])
  const meanwhile = useMemo(() => difference(from, current.spec), [from, current.spec])
  // Only the review shows the merged settings, so keystrokes needn't wait for them.
  const reviewed = draft && spec.params
  const { merged, changes } = useMemo(() => {
    const mine = reviewed && specFrom(reviewed)
    const result = merge(from, mine ?? from, current.spec, choices)
    return { merged: result, changes: difference(current.spec, result.value) }
  }, [from, reviewed, current.spec, choices])
  const isUnresolved = merged.fields.some((field) => isOpen(field, choices))
  const params = useMemo(() => modifyParams(serviceRef, merged.value), [serviceRef, merged])

  const send = async () => {
    setFailed(null)
    setHeld(false)
    try {
      if (!(await isFresh(current.spec))) {
        await refresh()
        setHeld(true)
        return
      }
      await act.run(params)
    } catch (refused) {
      // Show the current settings immediately rather than with the next refresh.
      await refresh()
      if (!(refused instanceof ApiError) || refused.fields.length === 0) throw refused
      form.setErrors(faultsByPath(refused.fields, rules))
      setFailed(refused)
      setDraft(undefined)
      return
    }
    form.resetDirty()
    draft?.discard()
    offerUndo(withManagers(t('saved', { name })), {
      kind: 'configuration',
      serviceRef,
      spec: current.spec,
    })
    navigate(servicePath(serviceRef))
  }

  const reason = () => {
    if (forbidden) return forbidden
    if (isDeleted) return t('concurrent.deleted', { name })
    if (isUnresolved) return t('review.resolve')
    return changes.length === 0 ? t('review.nothing') : undefined
  }
  const unreadable: readonly Unreadable[] = opened.unreadable
  return (
    <>
      <SpecFormPage
        spec={spec}
        isNew={false}
        title={t('editTitle', { name })}
        submitLabel={t('review.open')}
        onCancel={() => navigate(servicePath(serviceRef))}
        unreadable={unreadable}
        draftName={editDraft(serviceRef)}
        initial={initial}
        base={base}
        onBase={setBase}
        error={failed ?? error}
        notices={
          <>
            <BlockedNotice reason={forbidden} />
            <Managers service={current} concern="replicas" />
            <KeptSettings kept={current.kept} />
            <ConcurrentChanges
              isDeleted={isDeleted}
              drift={opened.drift}
              changes={meanwhile}
              serviceRef={serviceRef}
              onRecreate={() => onRecreate(form.values)}
            />
          </>
        }
        summary={<Summary values={form.values} />}
        onReview={(kept) => {
          // The review starts from the current settings, not from the last refresh.
          setHeld(false)
          void refresh()
          setDraft(kept)
        }}
      />
      {draft && (
        <Review
          title={t('review.edit', { name })}
          action={ModifyClusterService}
          params={params}
          sendLabel={t('review.send')}
          reason={reason()}
          onSend={send}
          onClose={() => setDraft(undefined)}
        >
          <Conflicts
            fields={merged.fields}
            isHeld={isHeld}
            choices={choices}
            choose={(fields, side) =>
              setChoices((all) => ({
                ...all,
                ...Object.fromEntries(fields.map(({ path }) => [pathKey(path), side])),
              }))
            }
          />
          <Changes changes={changes} label={t('diff.title')} />
        </Review>
      )}
    </>
  )
}
