import { useMemo } from 'react'
import { useRead } from '../../../api/client/read'
import { DescribeClusterInstances } from '../../../contract/actions/clusters/clusters'
import { DescribeInstanceLog } from '../../../contract/actions/clusters/undocumentedActions'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { DescribeServiceEvent } from '../../../contract/actions/services/services'
import { diagnoseService } from '../../../contract/diagnosis/diagnose'
import type { Log } from '../../../contract/diagnosis/facts'
import type { Finding } from '../../../contract/diagnosis/finding'
import { wordOf } from '../../../contract/diagnosis/words'
import { useNow } from '../../../ui/value/useNow'
import type { Service, ServiceRef } from '../serviceState'
import { isFaulty } from './isFaulty'

/** Maximum nodes of a cluster, and instances that are read. */
const maxRows = 100
const logLines = 5

/** Whether the state of nodes may be a cause. */
const concernsNodes = ({ reasonMap }: Service): boolean =>
  Object.keys(reasonMap).some((reason) => {
    const word = wordOf(reason)
    return word === 'unschedulable' || word === 'nodeLost'
  })

const hasLog = ({ code }: Finding): boolean =>
  /^(?:container(?!NotCreated)|outOfMemory|liveness|startup|readiness)/.test(code)

/** The instance whose log shows a finding. */
export const loggedInstance = (findings: readonly Finding[]): string | undefined =>
  findings.find((finding) => finding.kind === 'instance' && hasLog(finding))?.objects[0]

function lastLines(log: string): string[] {
  const lines = log.split('\n')
  return (lines.at(-1) === '' ? lines.slice(0, -1) : lines).slice(-logLines)
}

interface Findings {
  findings: readonly Finding[]
  isPending: boolean
  /** Whether some of the facts could not be read. */
  isIncomplete: boolean
}

/** Reads what is needed to explain the state of a faulty service, and explains it. */
export function useServiceFindings(serviceRef: ServiceRef, service: Service): Findings {
  const now = useNow()
  const enabled = isFaulty(service)
  const moving = { enabled, transition: () => true }
  const instances = useRead(DescribeServiceInstance, { ...serviceRef, limit: maxRows }, moving)
  const events = useRead(DescribeServiceEvent, serviceRef, moving)
  const needsNodes = enabled && concernsNodes(service)
  const nodes = useRead(
    DescribeClusterInstances,
    { clusterId: serviceRef.clusterId, limit: maxRows },
    { enabled: needsNodes },
  )
  const facts = useMemo(
    () => ({
      service,
      instances: instances.data?.instances ?? [],
      events: events.data?.eventList ?? [],
      nodes: nodes.data?.nodes ?? [],
      containers: service.containers,
    }),
    [service, instances.data, events.data, nodes.data],
  )
  // The clock decides only what is stuck, so that minutes suffice.
  const minute = Math.floor(now / 60_000) * 60_000
  const unlogged = useMemo(() => diagnoseService({ ...facts, now: minute }), [facts, minute])
  const podName = loggedInstance(unlogged)
  const log = useRead(
    DescribeInstanceLog,
    { ...serviceRef, podName: podName ?? '', tail: logLines },
    { enabled: enabled && podName !== undefined, transition: () => true },
  )
  const findings = useMemo(() => {
    const logs = (log.data?.podLog ?? []).flatMap(({ name: instance, containerLog }) =>
      containerLog.map(
        ({ name: container, log: text }): Log => ({ instance, container, lines: lastLines(text) }),
      ),
    )
    return logs.length > 0 ? diagnoseService({ ...facts, logs, now: minute }) : unlogged
  }, [facts, unlogged, log.data, minute])
  return {
    findings,
    isPending: enabled && (instances.isPending || events.isPending),
    isIncomplete: Boolean(instances.error ?? events.error ?? (needsNodes ? nodes.error : null)),
  }
}
