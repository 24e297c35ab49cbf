import { useTranslation } from 'react-i18next'
import { ModifyServiceReplicas } from '../../../contract/actions/services/instances'
import {
  ModifyClusterServiceImage,
  ModifyServiceDescription,
} from '../../../contract/actions/services/services'
import { forgetUndo, type Undo } from '../actions/undo'
import type { Spec } from '../spec/spec'
import { useKnownSpec } from '../useKnownSpec'
import { ChangeDialog } from './ChangeDialog'
import { RestoreDialog } from './RestoreDialog'

function Body({ undo, current }: { undo: Undo; current: Spec }) {
  const { t } = useTranslation('serviceLife')
  const { serviceRef } = undo
  const labels = {
    title: t('undo.title', { name: serviceRef.serviceName }),
    text: t(`undo.text.${undo.kind}`),
    sendLabel: t('undo.submit'),
    notice: t('undo.notice', { name: serviceRef.serviceName }),
    onClose: forgetUndo,
  }
  switch (undo.kind) {
    case 'replicas':
      return (
        <ChangeDialog
          {...labels}
          action={ModifyServiceReplicas}
          params={{ ...serviceRef, scaleTo: undo.replicas }}
          before={current}
          after={{ ...current, replicas: undo.replicas }}
        />
      )
    case 'image': {
      const images = new Map(
        undo.containers.map((container) => [container.containerName, container.image]),
      )
      const containers = current.containers.map((container) => ({
        ...container,
        image: images.get(container.containerName) ?? container.image,
      }))
      return (
        <ChangeDialog
          {...labels}
          action={ModifyClusterServiceImage}
          params={{ ...serviceRef, containers: undo.containers }}
          before={current}
          after={{ ...current, containers }}
        />
      )
    }
    case 'description':
      return (
        <ChangeDialog
          {...labels}
          action={ModifyServiceDescription}
          params={{ ...serviceRef, description: undo.description }}
          before={current}
          after={{ ...current, serviceDesc: undo.description || undefined }}
        />
      )
    case 'configuration':
      return (
        <RestoreDialog {...labels} serviceRef={serviceRef} current={current} target={undo.spec} />
      )
  }
}

/** Undoes the last change, based on the service's current settings. */
export function UndoDialog({ undo }: { undo: Undo }) {
  const { knownSpec } = useKnownSpec(undo.serviceRef)
  return knownSpec ? <Body undo={undo} current={knownSpec.spec} /> : null
}
