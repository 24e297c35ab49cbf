import { Button, NativeSelect } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { DescribeCluster } from '../../../contract/actions/clusters/clusters'
import {
  type MetricLevel,
  type MetricName,
  metricLevels,
} from '../../../contract/actions/monitoring/metrics'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import css from '../monitoring.module.css'
import { type ChartSpec, metricsOf } from './spec'
import { labelOf, pathOf, type Subject } from './subject'

const levels = Object.keys(metricLevels) as MetricLevel[]

interface Choice {
  value: string
  label: ReactNode
}

interface ChoicesProps {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

function Choices({ label, choices, chosen, onChange }: ChoicesProps) {
  const toggle = (value: string) =>
    onChange(
      chosen.includes(value)
        ? chosen.filter((candidate) => candidate !== value)
        : [...chosen, value],
    )
  return (
    <fieldset className={css.choices}>
      <legend>{label}</legend>
      {choices.map(({ value, label: text }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

/** Resources that can be charted at a level, within the chosen cluster and service. */
function useSubjects(level: MetricLevel, clusterId: string, service: string) {
  const clusters = useRead(DescribeCluster, { limit: 100 })
  const isBelow = level !== 'cluster' && clusterId !== ''
  const services = useRead(
    DescribeClusterService,
    { clusterId, allnamespace: 1 },
    { enabled: isBelow },
  )
  const [namespace = '', serviceName = ''] = service.split('/')
  const serviceRef = { clusterId, namespace, serviceName }
  const isDeep = (level === 'pod' || level === 'container') && isBelow && service !== ''
  const instances = useRead(
    DescribeServiceInstance,
    { ...serviceRef, limit: 100 },
    { enabled: isDeep },
  )

  const inCluster = (services.data?.services ?? []).map(
    (item): Subject => ({ clusterId, namespace: item.namespace, serviceName: item.serviceName }),
  )
  const subjects = (): readonly Subject[] => {
    if (level === 'cluster') {
      return (clusters.data?.clusters ?? []).map((cluster) => ({
        clusterId: cluster.clusterId,
        label: cluster.clusterName,
      }))
    }
    if (level === 'service') return inCluster
    const allInstances = instances.data?.instances ?? []
    if (level === 'pod') return allInstances.map(({ name }) => ({ ...serviceRef, podName: name }))
    return allInstances.flatMap(({ name, containers }) =>
      containers
        .filter(({ containerId }) => containerId !== '')
        .map((container) => ({
          ...serviceRef,
          podName: name,
          containerId: container.containerId,
          label: `${name} ${container.name}`,
        })),
    )
  }
  return { clusters: clusters.data?.clusters ?? [], services: inCluster, subjects: subjects() }
}

/** Creates charts from resources and metrics: one chart for all resources, or one for each. */
export function AddCharts({ onAdd }: { onAdd: (specs: readonly ChartSpec[]) => void }) {
  const { t } = useTranslation('monitoring')
  const [level, setLevel] = useState<MetricLevel>('service')
  const [cluster, setCluster] = useState('')
  const [service, setService] = useState('')
  const [objects, setObjects] = useState<readonly string[]>([])
  const [names, setNames] = useState<readonly string[]>([])
  const [isApart, setApart] = useState(false)
  const knownSubjects = useSubjects(level, cluster, service)
  const metricNames = metricsOf(level)

  const chosen = knownSubjects.subjects.filter((subject) => objects.includes(pathOf(subject)))
  const chosenMetrics = metricNames.filter((metric) => names.includes(metric))
  const specs = chosenMetrics.flatMap((metric: MetricName): ChartSpec[] =>
    isApart
      ? chosen.map((subject) => ({ metric, subjects: [subject] }))
      : [{ metric, subjects: chosen }],
  )
  const isReady = chosen.length > 0 && chosenMetrics.length > 0
  const clearObjects = () => setObjects([])
  return (
    <section className={css.add} aria-label={t('add.title')}>
      <div className={css.custom}>
        <NativeSelect
          size="xs"
          label={t('add.level')}
          value={level}
          data={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
          onChange={(event) => {
            setLevel(
              levels.find((candidate) => candidate === event.currentTarget.value) ?? 'service',
            )
            setNames([])
            clearObjects()
          }}
        />
        {level !== 'cluster' && (
          <NativeSelect
            size="xs"
            label={t('level.cluster')}
            value={cluster}
            data={[
              { value: '', label: t('add.choose') },
              ...knownSubjects.clusters.map((item) => ({
                value: item.clusterId,
                label: item.clusterName,
              })),
            ]}
            onChange={(event) => {
              setCluster(event.currentTarget.value)
              setService('')
              clearObjects()
            }}
          />
        )}
        {(level === 'pod' || level === 'container') && (
          <NativeSelect
            size="xs"
            label={t('level.service')}
            value={service}
            data={[
              { value: '', label: t('add.choose') },
              ...knownSubjects.services.map((item) => `${item.namespace}/${item.serviceName}`),
            ]}
            onChange={(event) => {
              setService(event.currentTarget.value)
              clearObjects()
            }}
          />
        )}
      </div>
      {knownSubjects.subjects.length > 0 && (
        <Choices
          label={t('add.objects')}
          choices={knownSubjects.subjects.map((subject) => ({
            value: pathOf(subject),
            label:
              level === 'service'
                ? `${subject.namespace}/${subject.serviceName}`
                : labelOf(subject),
          }))}
          chosen={objects}
          onChange={setObjects}
        />
      )}
      <Choices
        label={t('add.metrics')}
        choices={metricNames.map((value) => ({ value, label: t(`metric.${value}`) }))}
        chosen={names}
        onChange={setNames}
      />
      <label>
        <input
          type="checkbox"
          checked={isApart}
          onChange={(event) => setApart(event.currentTarget.checked)}
        />{' '}
        {t('add.apart')}
      </label>
      <div>
        <Button disabled={!isReady} onClick={() => onAdd(specs)}>
          {t('add.submit', { count: isReady ? specs.length : 0 })}
        </Button>
      </div>
    </section>
  )
}
