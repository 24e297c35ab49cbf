import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { useNodeAffinities } from '../../../api/console/affinities'
import { DescribeClusterService } from '../../../contract/actions/services/services'
import { termHolds } from '../../../contract/rules/affinity'
import type { Node } from '../clusterState'
import type { LabelRow } from './labels'

interface Props {
  clusterId: string
  node: Node
  rows: readonly LabelRow[]
}

const hostname = 'kubernetes.io/hostname'

/** Services whose affinity the node matches before and after the label change. */
export function AffinityChanges({ clusterId, node, rows }: Props) {
  const { t } = useTranslation('clusterActions')
  const read = useRead(DescribeClusterService, { clusterId, allnamespace: 1 })
  const services = read.data?.services ?? []
  const affinities = useNodeAffinities(
    services.map(({ namespace, serviceName }) => ({ clusterId, namespace, serviceName })),
  )
  const currentLabels = { [hostname]: node.lanIp, ...node.labels }
  const changedLabels = {
    [hostname]: node.lanIp,
    ...Object.fromEntries(rows.map(({ key, value }) => [key, value])),
  }
  const asking = services.flatMap(({ namespace, serviceName }, index) => {
    const terms = affinities[index] ?? []
    if (terms.length === 0) return []
    const meets = (labels: Readonly<Record<string, string>>) =>
      terms.every((term) => termHolds(term, labels))
    return [
      { name: `${namespace}/${serviceName}`, was: meets(currentLabels), is: meets(changedLabels) },
    ]
  })
  const unknown = services.filter((_one, index) => affinities[index] === undefined).length
  return (
    <section aria-label={t('affinity.title')}>
      <strong>{t('affinity.title')}</strong>
      {asking.length === 0 && <p>{t('affinity.none')}</p>}
      <ul>
        {asking.map(({ name, was, is }) => (
          <li key={name}>
            {t('affinity.service', { name, fit: t(was ? 'affinity.met' : 'affinity.unmet') })}
            {was !== is && <strong> → {t(is ? 'affinity.met' : 'affinity.unmet')}</strong>}
          </li>
        ))}
      </ul>
      {unknown > 0 && <p>{t('affinity.unknown', { count: unknown })}</p>}
    </section>
  )
}
