import { type Fields, isFields } from '../../../src/contract/fields'
import { actions } from '../../../src/contract/index'
import { type Field, Problem } from '../http/problem'
import type { Scope } from '../ports'
import type { DeployedSettings } from './deployment'
import { hasServiceOutsideScope } from './foreignServices'
import { readMachineIds } from './lists/machineScope'
import { type CallLocation, readAll, type Send } from './readAll'

interface Mount {
  path: string
  disk: string
}

const mountsOf = ({ volumes }: Fields): Mount[] =>
  (Array.isArray(volumes) ? volumes : []).flatMap((volume: unknown, index) =>
    isFields(volume) && typeof volume.cbsDiskId === 'string' && volume.cbsDiskId !== ''
      ? [{ path: `volumes.${index}.cbsDiskId`, disk: volume.cbsDiskId }]
      : [],
  )

/** Whether a disk does not exist, or is attached to a machine of another cluster. */
async function isElsewhere(scope: Scope, disk: string, location: CallLocation, send: Send) {
  const { clusters } = scope
  const rows = await readAll(send, location, {
    action: actions.DescribeCbsStorages,
    items: 'storageSet',
    params: { storageIds: [disk] },
  })
  const match = rows.find(({ storageId }) => storageId === disk)
  if (!match) return true
  if (!clusters || !match.uInstanceId) return false
  const machineIdsByCluster = await Promise.all(
    clusters.map((cluster) => readMachineIds(cluster, location, send)),
  )
  return !machineIdsByCluster.flat().includes(String(match.uInstanceId))
}

const message =
  'must be a cloud disk that no cluster and no service outside your scope uses; choose another one, or ask an administrator to extend your scope'

/**
 * Throws 403 for a cloud disk that is attached to a machine of another cluster, or that a service
 * outside the scope mounts, running or not. An unknown disk gets the same refusal, so that callers
 * cannot guess IDs.
 */
export async function requireOwnDisks(
  { user, scope }: { user: string; scope: Scope },
  { settings, isSent }: DeployedSettings,
  location: CallLocation,
  send: Send,
): Promise<void> {
  const mounts = mountsOf(settings)
  if (mounts.length === 0) return
  const outsideScope: Mount[] = []
  for (const mount of mounts) {
    const uses = (volume: Fields) => mountsOf(volume).some(({ disk }) => disk === mount.disk)
    const isBeyond =
      (await isElsewhere(scope, mount.disk, location, send)) ||
      (await hasServiceOutsideScope(scope, location, [location.region], uses, send))
    if (isBeyond) outsideScope.push(mount)
  }
  if (outsideScope.length === 0) return
  const fields: Field[] = outsideScope.map(({ path }) => ({ path, rule: 'diskScope', message }))
  const refusalText = `The scope of ${user} does not include the cloud disk ${outsideScope.map(({ disk }) => disk).join(', ')}.`
  throw new Problem(403, 'OutOfScope', refusalText, isSent ? { fields } : {})
}
