import { ActionIcon, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { notify } from '../../../api/console/notices'
import { useMayWrite } from '../../../api/session/session'
import { ModifyServiceReplicas } from '../../../contract/actions/services/instances'
import { CallPreview } from '../../../ui/call/CallPreview'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { IconMinus, IconPlus } from '../../../ui/theme/icons'
import { useOfferUndo } from '../actions/undo'
import { useServiceReasons } from '../actions/useServiceReasons'
import type { ListedService } from './listedService'
import css from './Stepper.module.css'

/** Running and desired instances with inline steppers, sent once confirmed. */
export function Stepper({ service }: { service: ListedService }) {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const mayWrite = useMayWrite()
  const reason = useServiceReasons()('scale', service)
  const explain = useDescribeError()
  const offerUndo = useOfferUndo()
  const act = useAct(ModifyServiceReplicas)
  const [chosen, setChosen] = useState<number>()
  const { clusterId, namespace, serviceName: name, region } = service
  const { currentReplicas: current, desiredReplicas: desired } = service
  const label = current === 0 && desired === 0 ? t('stopped') : t('running', { current, desired })
  const step = (by: number) => {
    const next = Math.max(0, (chosen ?? desired) + by)
    setChosen(next === desired ? undefined : next)
  }
  const send = async () => {
    if (chosen === undefined) return
    const serviceRef = { clusterId, namespace, serviceName: name }
    try {
      await act.run({ ...serviceRef, scaleTo: chosen }, { region })
      offerUndo(t('scale.notice', { name, count: chosen }), {
        kind: 'replicas',
        serviceRef,
        replicas: desired,
      })
      setChosen(undefined)
    } catch (error) {
      const { what, next, small } = explain(error, name)
      notify('failure', [what, next, small].filter(Boolean).join(' '))
    }
  }
  return (
    <span className={css.root}>
      {chosen !== undefined && (
        <>
          <span className={css.change}>
            {tLife('stepper.scaling', { desired, wanted: chosen })}
          </span>
          <ActionButton
            size="compact-xs"
            variant="filled"
            loading={act.isPending}
            aria-label={tLife('stepper.send', { name, count: chosen })}
            reason={reason}
            onClick={() => void send()}
          >
            {t('scale.submit')}
          </ActionButton>
          <Button size="compact-xs" variant="subtle" onClick={() => setChosen(undefined)}>
            {common('cancel')}
          </Button>
        </>
      )}
      {chosen === undefined && <span>{label}</span>}
      {mayWrite && reason !== undefined && (
        <>
          <ActionButton
            size="compact-xs"
            variant="subtle"
            aria-label={tLife('stepper.less', { name })}
            reason={reason}
          >
            <IconMinus size={14} />
          </ActionButton>
          <ActionButton
            size="compact-xs"
            variant="subtle"
            aria-label={tLife('stepper.more', { name })}
            reason={reason}
          >
            <IconPlus size={14} />
          </ActionButton>
        </>
      )}
      {mayWrite && reason === undefined && (
        <>
          <ActionIcon
            size={24}
            variant="subtle"
            aria-label={tLife('stepper.less', { name })}
            disabled={(chosen ?? desired) === 0}
            onClick={() => step(-1)}
          >
            <IconMinus size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            variant="subtle"
            aria-label={tLife('stepper.more', { name })}
            onClick={() => step(1)}
          >
            <IconPlus size={14} />
          </ActionIcon>
        </>
      )}
      {chosen !== undefined && (
        <div className={css.call}>
          <CallPreview
            action={ModifyServiceReplicas}
            params={{ clusterId, namespace, serviceName: name, scaleTo: chosen }}
          />
        </div>
      )}
    </span>
  )
}
