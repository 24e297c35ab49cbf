import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Revision, useRevisions } from '../../../api/console/revisions'
import { clusterPath, servicePath, withQuery } from '../../../api/session/paths'
import type { Cause, Finding } from '../../../contract/diagnosis/finding'
import { FindingList } from '../../../ui/diagnosis/FindingList'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { LocationLink } from '../../../ui/page/LocationLink'
import type { PageAction } from '../../../ui/page/PageHeader'
import { Age } from '../../../ui/value/Age'
import type { Service, ServiceRef } from '../serviceState'
import { type HelpLink, helpFor, helpLinks } from './help'
import { useServiceFindings } from './useServiceFindings'

const texts = {
  events: 'toEvents',
  log: 'toLog',
  nodes: 'toNodes',
  addNodes: 'addNodes',
  history: 'toHistory',
} as const

function pathOf(
  link: HelpLink,
  serviceRef: ServiceRef,
  { kind, objects }: Finding,
): string | undefined {
  const [instance] = objects
  switch (link) {
    case 'events':
      return `${servicePath(serviceRef)}/events`
    case 'history':
      return `${servicePath(serviceRef)}/history`
    case 'nodes':
      return `${clusterPath(serviceRef.clusterId)}/nodes`
    case 'addNodes':
      return `${clusterPath(serviceRef.clusterId)}/add-nodes`
    case 'log': {
      if (kind !== 'instance' || instance === undefined) return undefined
      const logs = [serviceRef.namespace, serviceRef.serviceName, instance].join('/')
      return withQuery(`${servicePath(serviceRef)}/instances`, { logs })
    }
  }
}

/** Causes that no change of the service explains, and one that is a consequence of others. */
const unrelated: ReadonlySet<Cause> = new Set([
  'instanceNodeLost',
  'clusterAbnormal',
  'rolloutStuck',
])

const isLink = (help: string): help is HelpLink => helpLinks.some((link) => link === help)

/** Events and changes are recorded by different clocks, in seconds. */
const clockTolerance = 60_000

/** The last change before a time; the last change of all for an unknown time. */
function lastChange(revisions: readonly Revision[], since: number | undefined) {
  const until = since === undefined ? Number.POSITIVE_INFINITY : since + clockTolerance
  return revisions.find(({ outcome, at }) => outcome === 'ok' && at <= until)
}

function Change({
  revision,
  serviceRef,
}: {
  revision: Revision | undefined
  serviceRef: ServiceRef
}) {
  const { t } = useTranslation('diagnosis')
  const { t: tLife } = useTranslation('serviceLife')
  if (!revision) return <p>{t('unchanged')}</p>
  const { action, user, at } = revision
  return (
    <p>
      {t('changed')}{' '}
      <LocationLink to={`${servicePath(serviceRef)}/history`}>
        {t('changedBy', { action: tLife(`action.${action}`, { defaultValue: action }), user })}
      </LocationLink>{' '}
      · <Age time={at} />
    </p>
  )
}

interface Props {
  serviceRef: ServiceRef
  service: Service
  /** The page's actions, of which those that help are offered. */
  actions: readonly PageAction[]
}

/** Why a service is faulty, since when, what changed before, and what helps. */
export function ServiceDiagnosis({ serviceRef, service, actions }: Props) {
  const { t } = useTranslation('diagnosis')
  const { findings, isPending, isIncomplete } = useServiceFindings(serviceRef, service)
  const revisions = useRevisions(serviceRef)
  if (isPending) return <p role="status">{t('reading')}</p>
  if (findings.length === 0) return null

  const help = (finding: Finding) =>
    helpFor(finding.code).map((id) => {
      if (!isLink(id)) {
        const action = actions.find((candidate) => candidate.id === id)
        return (
          action && (
            <ActionButton
              key={id}
              size="xs"
              leftSection={action.icon}
              reason={action.reason}
              onClick={action.onClick}
            >
              {action.label}
            </ActionButton>
          )
        )
      }
      const path = pathOf(id, serviceRef, finding)
      return (
        path && (
          <Button key={id} component={LocationLink} to={path} size="xs" variant="subtle">
            {t(texts[id])}
          </Button>
        )
      )
    })

  return (
    <FindingList
      title={t('title')}
      findings={findings}
      isIncomplete={isIncomplete}
      changeBefore={(finding) =>
        !unrelated.has(finding.code) &&
        revisions.data && (
          <Change
            serviceRef={serviceRef}
            revision={lastChange(revisions.data.revisions, finding.since)}
          />
        )
      }
      actions={help}
    />
  )
}
