import { useTranslation } from 'react-i18next'
import type { InventoryObject } from '../../contract/console/inventory/objects'
import {
  clusterHealth,
  instanceHealth,
  nodeHealth,
  serviceHealth,
  shownServiceStatus,
} from '../value/health'
import { type Health, StatusChip } from '../value/StatusChip'

/** Health and translation key of an object's status; undefined for a kind without a status. */
function stateOf(object: InventoryObject): { health: Health; key: string } | undefined {
  const { kind, status, reason = '' } = object
  if (status === undefined) return undefined
  if (kind === 'cluster') return { health: clusterHealth(status), key: `clusters:status.${status}` }
  if (kind === 'node') return { health: nodeHealth(status), key: `inventory:node.${status}` }
  if (kind === 'instance') {
    return {
      health: instanceHealth({ status, reason }),
      key: `services:instance.status.${status}`,
    }
  }
  if (kind !== 'service') return undefined
  const shown = shownServiceStatus({ ...object, status })
  return { health: serviceHealth(shown), key: `services:status.${shown}` }
}

/** The status of a cluster, node, service or instance as of its last read. */
export function ObjectStatus({ object }: { object: InventoryObject }) {
  const { t, i18n } = useTranslation(['inventory', 'services', 'clusters'])
  const state = stateOf(object)
  if (!state) return null
  const word = i18n.exists(state.key)
    ? t(state.key as 'services:status.Normal')
    : (object.status ?? '')
  return <StatusChip health={state.health} word={word} />
}
