import type { ProxyPorts, Scope } from '../ports'
import type { EndpointResponse } from '../upstream/answer'
import type { OutgoingCall } from '../upstream/signedRequest'
import { createEstate, type Estate, type Located, regionOfObject } from './estate'
import { type AccountObserver, createAccountObserver } from './observe'
import { createShared } from './shared'
import { completenessOf, isVisible } from './visible'

export const defaultCallsPerSecond = 5

/** An object with its account. */
export interface Owned extends Located {
  account: string
}

/** An account with its part of the inventory. */
interface Observed {
  estate: Estate
  observer: AccountObserver
  /** Whether this process reads the account; another one does otherwise. */
  isObservedHere: boolean
  step: Promise<void> | undefined
}

/**
 * The inventory of all accounts, read in the background. It answers queries about many objects, and
 * is never used to authorise or build a write.
 */
export function createInventory(
  ports: ProxyPorts,
  send: (call: OutgoingCall) => Promise<EndpointResponse>,
) {
  const { accounts, store, now, elapsed = ports.now, log } = ports
  const callsPerSecond = ports.inventory?.callsPerSecond ?? defaultCallsPerSecond
  const shared = createShared(ports)

  function observe(account: ProxyPorts['accounts'][number]): Observed {
    const estate = createEstate(account.name)
    const options = { send, now, elapsed, log, callsPerSecond }
    const observer = createAccountObserver(account, estate, options, (keys) =>
      shared.changed(estate, keys),
    )
    return { estate, observer, isObservedHere: false, step: undefined }
  }

  const observed = new Map<string, Observed>()
  const stopped = new Set<Observed>()

  /** Accounts can be added to the file, and removed from it, while the console runs. */
  function refreshAccounts(): void {
    const names = new Set(accounts.map(({ name }) => name))
    for (const account of accounts) {
      if (observed.get(account.name)?.observer.account !== account) {
        const previous = observed.get(account.name)
        if (previous) stopped.add(previous)
        observed.set(account.name, observe(account))
      }
    }
    for (const [name, observedAccount] of observed) {
      if (names.has(name)) continue
      stopped.add(observedAccount)
      observed.delete(name)
    }
    for (const observedAccount of stopped) observedAccount.observer.stop()
    stopped.clear()
  }

  async function stepAccount(observedAccount: Observed): Promise<void> {
    const { estate, observer } = observedAccount
    const isHolder = await shared.isHolder(estate.account)
    if (isHolder !== observedAccount.isObservedHere) {
      observedAccount.isObservedHere = isHolder
      if (isHolder) {
        await shared.load(estate)
        observer.start()
      } else observer.stop()
    }
    if (isHolder) {
      await observer.step()
      await shared.save(estate)
    } else await shared.load(estate)
  }

  function* visible(scope: Scope): Generator<Owned> {
    for (const { estate } of observed.values()) {
      const { account } = estate
      for (const located of estate.located()) {
        const { clusterId, namespace } = located.object
        const region = regionOfObject(located)
        if (isVisible(scope, { account, region, clusterId, namespace })) {
          yield { ...located, account }
        }
      }
    }
  }

  function* parts() {
    for (const { estate, observer } of observed.values()) {
      for (const part of estate.parts.values()) yield [observer.account, part] as const
    }
  }

  return {
    /**
     * Reads the lists that are due, or loads those that another process has read; the host calls it
     * a few times a second. Does not wait for an account that is still being read.
     */
    async step(): Promise<void> {
      refreshAccounts()
      const steps = [...observed.values()].map((observedAccount) => {
        observedAccount.step ??= stepAccount(observedAccount)
          .catch((error: unknown) => {
            if (!store.isOutage(error)) log({ event: 'inventoryFailed', error: String(error) })
          })
          .finally(() => {
            observedAccount.step = undefined
          })
        return observedAccount.step
      })
      await Promise.all(steps)
    },

    /** Resolves when all reads that have begun have ended. */
    async settled(): Promise<void> {
      for (const { observer } of observed.values()) await observer.settled()
    },

    async close(): Promise<void> {
      for (const { observer, estate } of observed.values()) {
        observer.stop()
        await shared.release(estate.account)
      }
    },

    visible,
    completeness: (scope: Scope) => completenessOf(parts(), scope, now()),
    accounts: () =>
      [...observed.values()].map(({ estate, observer, isObservedHere }) => ({
        account: observer.account,
        estate,
        isObservedHere,
        roundTime: observer.roundTime(),
      })),
    callsPerSecond,
  }
}

export type Inventory = ReturnType<typeof createInventory>
