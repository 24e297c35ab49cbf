import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { servicePath, withQuery } from '../../../api/session/paths'
import { DescribeClusterInstances } from '../../../contract/actions/clusters/clusters'
import {
  DescribeClusterServiceInfo,
  DescribeServiceEvent,
} from '../../../contract/actions/services/services'
import { diagnoseInstance } from '../../../contract/diagnosis/diagnose'
import { FindingList } from '../../../ui/diagnosis/FindingList'
import { Dialog } from '../../../ui/feedback/Dialog'
import { LocationLink } from '../../../ui/page/LocationLink'
import { useNow } from '../../../ui/value/useNow'
import type { Instance } from '../instances/instanceColumns'

interface Props {
  instance: Instance
  onClose: () => void
}

/** Why an instance does not run. */
export function InstanceDiagnosis({ instance, onClose }: Props) {
  const { t } = useTranslation('diagnosis')
  const { t: services } = useTranslation('services')
  const { t: common } = useTranslation()
  const now = useNow()
  const { clusterId, namespace, serviceName, name } = instance
  const serviceRef = { clusterId, namespace, serviceName }
  const events = useRead(DescribeServiceEvent, serviceRef, { transition: () => true })
  const nodes = useRead(DescribeClusterInstances, { clusterId, limit: 100 })
  const info = useRead(DescribeClusterServiceInfo, serviceRef)
  const findings = diagnoseInstance({
    instance,
    events: events.data?.eventList ?? [],
    nodes: nodes.data?.nodes ?? [],
    containers: info.data?.service.containers,
    now,
  })
  const path = servicePath(serviceRef)
  const logs = [namespace, serviceName, name].join('/')
  return (
    <Dialog size="lg" onClose={onClose} title={t('ofInstance', { name })}>
      {events.isPending ? (
        <p role="status">{t('reading')}</p>
      ) : findings.length > 0 ? (
        <FindingList
          title={t('title')}
          findings={findings}
          isIncomplete={Boolean(events.error ?? nodes.error)}
        />
      ) : (
        <p>{services(`instance.status.${instance.status}`, { defaultValue: instance.status })}</p>
      )}
      <Group gap="xs">
        <Button component={LocationLink} to={path} size="xs" variant="default">
          {serviceName}
        </Button>
        <Button component={LocationLink} to={`${path}/events`} size="xs" variant="subtle">
          {t('toEvents')}
        </Button>
        <Button
          component={LocationLink}
          to={withQuery(`${path}/instances`, { logs })}
          size="xs"
          variant="subtle"
          onClick={onClose}
        >
          {t('toLog')}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          {common('close')}
        </Button>
      </Group>
    </Dialog>
  )
}
