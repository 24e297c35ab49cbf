import { expect, test } from '@playwright/test'
import { clusterNamed } from '../../server/test/cloud/purchases'
import { knownKeys, signedCall, startCloudAlone } from '../support/cloudAlone'

const rounds = 50
const clients = 4
const env = { ...knownKeys, GANTRY_CLOUD_WORLD: 'empty', GANTRY_CLOUD_SPEED: '10000' }

/** Description of a namespace; undefined where it does not exist. */
type State = string | undefined

/**
 * Acknowledged writes, and writes without a response when the process was killed, which may have
 * been committed.
 */
class Ledger {
  readonly #acknowledged = new Map<string, State>()
  readonly #asked = new Map<string, State>()
  count = 0

  names(): string[] {
    return [...this.#acknowledged].flatMap(([name, state]) => (state === undefined ? [] : [name]))
  }

  /** Sends a write; a missing response is expected and not an error. */
  async write(name: string, state: State, send: () => Promise<unknown>): Promise<boolean> {
    this.#asked.set(name, state)
    try {
      await send()
    } catch (error) {
      if (error instanceof TypeError) return false
      throw error
    }
    this.#asked.delete(name)
    this.#acknowledged.set(name, state)
    this.count += 1
    return true
  }

  /**
   * Returns the acknowledged writes that are missing. A write without a response counts as
   * acknowledged if its state is found.
   */
  settle(found: ReadonlyMap<string, string>): string[] {
    for (const [name, state] of this.#asked) {
      if (found.get(name) === state) this.#acknowledged.set(name, state)
    }
    this.#asked.clear()
    return [...this.#acknowledged].flatMap(([name, state]) =>
      found.get(name) === state ? [] : [`${name}: ${found.get(name)} instead of ${state}`],
    )
  }
}

async function newCluster(url: string): Promise<string> {
  const { clusterId } = await signedCall(url, 'CreateCluster', clusterNamed('killed'))
  const status = async () => {
    const answer = signedCall(url, 'DescribeCluster', {})
    return (await answer).clusters[0]?.status
  }
  await expect.poll(status).toBe('Running')
  return clusterId
}

async function namespaces(url: string, clusterId: string): Promise<Map<string, string>> {
  const answer = await signedCall(url, 'DescribeClusterNameSpaces', { clusterId })
  return new Map(
    answer.namespaces
      .filter((namespace) => namespace.status === 'Active')
      .map((namespace) => [namespace.name, namespace.description]),
  )
}

/** Creates, changes and deletes namespaces one by one until the process is killed. */
async function keepWriting(url: string, clusterId: string, client: string, ledger: Ledger) {
  for (let turn = 0; ; turn += 1) {
    const description = `turn ${turn}`
    const ownNames = ledger.names().filter((name) => name.startsWith(`${client}-`))
    const existingName = turn % 3 === 0 ? undefined : ownNames[turn % ownNames.length]
    const name = existingName ?? `${client}-${turn}`
    const namespaceParams = { clusterId, name, description }
    const done =
      existingName === undefined
        ? ledger.write(name, description, () =>
            signedCall(url, 'CreateClusterNamespace', namespaceParams),
          )
        : turn % 3 === 1
          ? ledger.write(name, description, () =>
              signedCall(url, 'ModifyNamespaceDescription', namespaceParams),
            )
          : ledger.write(name, undefined, () =>
              signedCall(url, 'DeleteClusterNamespace', { clusterId, names: [name] }),
            )
    if (!(await done)) return
  }
}

test(`every acknowledged write survives ${rounds} kills at random moments`, async () => {
  test.setTimeout(300_000)
  const first = await startCloudAlone({ env })
  const clusterId = await newCluster(first.url)
  await first.kill()
  const ledger = new Ledger()

  for (let round = 0; round < rounds; round += 1) {
    const cloud = await startCloudAlone({ env, data: first.data })
    expect(ledger.settle(await namespaces(cloud.url, clusterId))).toEqual([])
    const writers = Array.from({ length: clients }, (_, client) =>
      keepWriting(cloud.url, clusterId, `r${round}c${client}`, ledger),
    )
    const moment = Math.random() * 200
    await new Promise((resolve) => setTimeout(resolve, moment))
    await cloud.kill()
    await Promise.all(writers)
  }

  const lastCloud = await startCloudAlone({ env, data: first.data })
  expect(ledger.settle(await namespaces(lastCloud.url, clusterId))).toEqual([])
  expect(ledger.count).toBeGreaterThan(rounds)
  await lastCloud.stop()
})
