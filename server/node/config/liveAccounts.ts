import { isDeepStrictEqual } from 'node:util'
import type { Account } from '../../proxy/ports'
import { hideInLog, log } from '../log'
import { type BackendAccountEntry, readAccountsFile } from './accounts'
import type { Environment } from './config'
import { ConfigError } from './configError'

const secretsOf = (accounts: readonly Account[]) =>
  accounts.flatMap(({ secretKey, secretId, token }) => [secretKey, secretId, token ?? ''])

/**
 * Reads the accounts of a file and can reload them. The array keeps its identity while its contents
 * change, so that keys rotate without a restart. A failed reload keeps the previous accounts and is
 * logged once.
 */
export function createReloadableAccounts(file: string, env: Environment) {
  const { remote: accounts, own } = readAccountsFile(file, env)
  const fixed: Account[] = []
  hideInLog(secretsOf(accounts))
  let loggedError = ''

  return {
    accounts: accounts as readonly Account[],

    /** Accounts that backends of this process answer; read only at start-up. */
    own: own as readonly BackendAccountEntry[],

    /** Adds accounts that a reload does not change. */
    add(more: readonly Account[]): void {
      fixed.push(...more)
      accounts.push(...more)
      hideInLog(secretsOf(more))
    },

    /** Returns true if the accounts changed. */
    reload(): boolean {
      try {
        const reloaded = [...readAccountsFile(file, env).remote, ...fixed]
        loggedError = ''
        if (isDeepStrictEqual(reloaded, accounts)) return false
        hideInLog(secretsOf(reloaded))
        accounts.splice(0, accounts.length, ...reloaded)
        log({ event: 'accountsReloaded', accounts: reloaded.map(({ name }) => name).join(', ') })
        return true
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error
        if (loggedError !== error.message)
          log({ event: 'accountsNotReloaded', error: error.message })
        loggedError = error.message
        return false
      }
    },
  }
}
