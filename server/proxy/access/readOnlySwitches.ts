import { changeSwitches } from '../../../src/contract/console/switches'
import { readBody } from '../http/body'
import { invalid, Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { Account, ProxyPorts, Scope } from '../ports'
import type { Principal } from './principal'
import { isInScope, isWithin, outOfScope, type Scoped } from './scope'

const ofConsole = 'readOnly'
const ofAccount = (name: string) => `readOnly ${name}`

/** Which parts of the console are read-only. */
export interface ReadOnly {
  isReadOnly: boolean
  accounts: readonly string[]
}

/** Read-only switches that block all writes, for the whole console or an account. */
export function createSwitches({ store, now, accounts }: ProxyPorts) {
  async function readActive(): Promise<ReadOnly> {
    const on = new Set((await store.switches.list()).map(({ name }) => name))
    const readOnly = accounts.filter(({ name }) => on.has(ofAccount(name)))
    return { isReadOnly: on.has(ofConsole), accounts: readOnly.map(({ name }) => name) }
  }

  async function readActiveIn(scope: Scope): Promise<ReadOnly> {
    const { accounts: names, ...rest } = await readActive()
    return { ...rest, accounts: names.filter((name) => isInScope(scope, 'accounts', name)) }
  }

  function requireKnown(names: readonly string[], scope: Scope): void {
    const faults = names
      // Names outside the scope are skipped: the scope check refuses them, whether or not they
      // exist.
      .filter((name) => isInScope(scope, 'accounts', name))
      .filter((name) => !accounts.some((account) => account.name === name))
      .map((name) => ({
        path: `accounts.${name}`,
        rule: 'oneOf',
        message: 'must be an account of this console',
      }))
    if (faults.length > 0) throw invalid(faults)
  }

  return {
    current: readActive,

    /** Active switches within the user's scope, each with the user who set it and the time. */
    async visibleTo({ scope }: Pick<Scoped, 'scope'>) {
      const [activeSwitches, storedSwitches] = await Promise.all([
        readActiveIn(scope),
        store.switches.list(),
      ])
      const settersOf = (switchName: string, rest: { account?: string }) =>
        storedSwitches
          .filter(({ name }) => name === switchName)
          .map(({ setBy, at }) => ({ ...rest, user: setBy, at }))
      const set = [
        ...settersOf(ofConsole, {}),
        ...activeSwitches.accounts.flatMap((account) => settersOf(ofAccount(account), { account })),
      ]
      return { ...activeSwitches, set }
    },

    /**
     * Throws 403 while the account or the whole console is read-only. Without an account, checks
     * only the switch of the console.
     */
    async requireWritable(
      account: Pick<Account, 'name'> | undefined,
      action: string,
    ): Promise<void> {
      const activeSwitches = await readActive()
      const readOnlySubject = activeSwitches.isReadOnly
        ? 'This console'
        : account && activeSwitches.accounts.includes(account.name) && `The account ${account.name}`
      if (!readOnlySubject) return
      const advice = 'An administrator can allow changes in the settings.'
      throw new Problem(
        403,
        'SwitchedOff',
        `${readOnlySubject} is read-only, so ${action} is refused. ${advice}`,
      )
    },

    /** PATCH /api/switches {"readOnly"?, "accounts"?: {name: boolean}} */
    async change(context: RouteContext, { user, scope }: Principal) {
      const { readOnly, accounts: requested = {} } = await readBody(context, changeSwitches)
      const accountChanges = Object.entries(requested)
      requireKnown(Object.keys(requested), scope)
      const work = async () => {
        const reached = Object.values(scope).flat()
        if (readOnly !== undefined && !isWithin({}, scope)) {
          throw outOfScope(user, 'the whole console', reached)
        }
        const outsideScope = accountChanges.find(([name]) => !isWithin({ accounts: [name] }, scope))
        if (outsideScope) throw outOfScope(user, `all of the account ${outsideScope[0]}`, reached)
        const setter = { user, at: now() }
        if (readOnly !== undefined) await store.switches.set(ofConsole, readOnly, setter)
        for (const [name, isOn] of accountChanges)
          await store.switches.set(ofAccount(name), isOn, setter)
        return readActiveIn(scope)
      }
      return {
        target: '',
        params: {
          ...(readOnly !== undefined && { readOnly }),
          ...(accountChanges.length > 0 && { accounts: requested }),
        },
        work,
      }
    },
  }
}

export type Switches = ReturnType<typeof createSwitches>
