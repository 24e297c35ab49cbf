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

function Body({ undo, present }: { undo: Undo; present: Spec }) {
  const { t } = useTranslation('serviceLife')
  const { place } = undo
  const labels = {
    title: t('undo.title', { name: place.serviceName }),
    text: t(`undo.text.${undo.kind}`),
    sendLabel: t('undo.submit'),
    notice: t('undo.notice', { name: place.serviceName }),
    onClose: forgetUndo,
  }
  switch (undo.kind) {
    case 'replicas':
      return (
        <ChangeDialog
          {...labels}
          action={ModifyServiceReplicas}
          params={{ ...place, scaleTo: undo.replicas }}
          before={present}
          after={{ ...present, replicas: undo.replicas }}
        />
      )
    case 'image': {
      const images = new Map(
        undo.containers.map((container) => [container.containerName, container.image]),
      )
      const containers = present.containers.map((container) => ({
        ...container,
        image: images.get(container.containerName) ?? container.image,
      }))
      return (
        <ChangeDialog
          {...labels}
          action={ModifyClusterServiceImage}
          params={{ ...place, containers: undo.containers }}
          before={present}
          after={{ ...present, containers }}
        />
      )
    }
    case 'description':
      return (
        <ChangeDialog
          {...labels}
          action={ModifyServiceDescription}
          params={{ ...place, description: undo.description }}
          before={present}
          after={{ ...present, serviceDesc: undo.description || undefined }}
        />
      )
    case 'configuration':
      return <RestoreDialog {...labels} place={place} present={present} target={undo.spec} />
  }
}

/** Undoes the last change, based on the service's current settings. */
export function UndoDialog({ undo }: { undo: Undo }) {
  const { knownSpec } = useKnownSpec(undo.place)
  return knownSpec ? <Body undo={undo} present={knownSpec.spec} /> : null
}
