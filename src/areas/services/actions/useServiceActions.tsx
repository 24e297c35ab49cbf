import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { notify } from '../../../api/console/notices'
import { servicePath, withQuery } from '../../../api/session/paths'
import {
  PauseClusterService,
  ResumeClusterService,
} from '../../../contract/actions/services/services'
import type { ClusterAction } from '../../../contract/rules/preconditions'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { useFocusReturn } from '../../../ui/feedback/useFocusReturn'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import type { PageAction } from '../../../ui/page/PageHeader'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import {
  IconArrowBackUp,
  IconCopy,
  IconPause,
  IconPencil,
  IconPhoto,
  IconPlay,
  IconRotate,
  IconScale,
  IconTrash,
} from '../../../ui/theme/icons'
import type { Service, ServiceRef } from '../serviceState'
import { DeleteConfirmation, RedeployConfirmation, RollbackConfirmation } from './Confirmations'
import { DescriptionDialog } from './DescriptionDialog'
import { failedPreconditionOf, type ServiceMenuAction, serviceActions } from './failedPrecondition'
import { ImageDialog } from './ImageDialog'
import { ScaleDialog } from './ScaleDialog'

const dialogs = {
  scale: ScaleDialog,
  image: ImageDialog,
  describe: DescriptionDialog,
  rollback: RollbackConfirmation,
  redeploy: RedeployConfirmation,
  delete: DeleteConfirmation,
} as const

type DialogName = keyof typeof dialogs

const icons: Readonly<Record<ServiceMenuAction, ReactNode>> = {
  scale: <IconScale size={16} />,
  image: <IconPhoto size={16} />,
  pause: <IconPause size={16} />,
  resume: <IconPlay size={16} />,
  rollback: <IconArrowBackUp size={16} />,
  redeploy: <IconRotate size={16} />,
  describe: <IconPencil size={16} />,
  delete: <IconTrash size={16} />,
}

/** Pausing and resuming are harmless and run without confirmation. */
function useSwitch(serviceRef: ServiceRef) {
  const { t } = useTranslation('services')
  const explain = useDescribeError()
  const name = serviceRef.serviceName
  const pause = useAct(PauseClusterService, { notice: t('pause.notice', { name }) })
  const resume = useAct(ResumeClusterService, { notice: t('resume.notice', { name }) })
  return (act: 'pause' | 'resume') => {
    ;(act === 'pause' ? pause : resume).run(serviceRef).catch((error: unknown) => {
      const { what, next, small } = explain(error, name)
      notify('failure', [what, next, small].filter(Boolean).join(' '))
    })
  }
}

/** A service's page actions and the open dialog. */
export function useServiceActions(
  serviceRef: ServiceRef,
  service: Service | undefined,
  forbidden: (action: ClusterAction) => string | undefined,
) {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const navigate = useLocationNavigate()
  const forbiddenReason = useForbiddenReasons()
  const [opened, setOpened] = useState<DialogName>()
  const flip = useSwitch(serviceRef)
  const rememberFocus = useFocusReturn(opened !== undefined)

  function reasonOf(id: ServiceMenuAction): string | undefined {
    const denied = forbiddenReason(serviceActions[id])
    if (denied) return denied
    const key = service && failedPreconditionOf(id, service)
    return (key && t(`precondition.${key}`)) ?? forbidden(serviceActions[id])
  }

  const action = (id: ServiceMenuAction): PageAction => ({
    id,
    label: t(`${id}.action`),
    icon: icons[id],
    reason: reasonOf(id),
    onClick: () => {
      if (id === 'pause' || id === 'resume') flip(id)
      else {
        rememberFocus()
        setOpened(id)
      }
    },
  })

  const path = servicePath(serviceRef)
  const edit: PageAction = {
    id: 'edit',
    label: tLife('edit.action'),
    icon: <IconPencil size={16} />,
    reason: forbiddenReason('ModifyClusterService'),
    onClick: () => navigate(`${path}/edit`),
  }
  const clone: PageAction = {
    id: 'clone',
    label: tLife('clone.action'),
    icon: <IconCopy size={16} />,
    reason: forbiddenReason('CreateClusterService'),
    onClick: () =>
      navigate(withQuery('/services/new', { from: Object.values(serviceRef).join('/') })),
  }
  const Dialog = opened && dialogs[opened]
  const close = () => setOpened(undefined)
  const isPaused = service?.status === 'Paused'
  return {
    primary: service ? edit : undefined,
    /** Actions of a rollout, for the rollout view. */
    rollout: service ? [action(isPaused ? 'resume' : 'pause'), action('rollback')] : [],
    secondary: service
      ? [action('scale'), action('image'), action(isPaused ? 'resume' : 'pause')]
      : [],
    menu: service
      ? [...(['rollback', 'redeploy', 'describe'] as const).map(action), clone, action('delete')]
      : [],
    dialog: Dialog && service && (
      <Dialog serviceRef={serviceRef} service={service} onClose={close} />
    ),
  }
}
