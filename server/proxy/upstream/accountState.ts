import { DescribeCluster } from '../../../src/contract/actions/clusters/clusters'
import type { Principal } from '../access/principal'
import { isInScope, isRegionInScope } from '../access/scope'
import { Problem } from '../http/problem'
import type { Account, ProxyPorts } from '../ports'
import { type Circuits, createCircuits } from './circuits'
import type { OutgoingCall } from './signedRequest'

/**
 * Receives the outcome of a call: the endpoint's time, if sent, or the reason for a missing
 * response.
 */
export type CallOutcomeListener = (
  call: Pick<OutgoingCall, 'action' | 'account' | 'region'>,
  end: { date?: string | undefined; error?: unknown },
) => void

interface EndpointState {
  /** When the endpoint last answered; a refusal counts as an answer. */
  answeredAt?: number
  /** Milliseconds by which this machine's clock is ahead of the endpoint's. */
  skew?: number
  /** The error of the latest call; cleared by the next success. */
  error?: { at: number; action: string; code: number; codeDesc: string; message: string }
}

/**
 * A refused request is not an error of the account, unless the key or the timestamp was refused.
 */
const isAccountError = ({ code, status }: Problem) =>
  code === status ? status >= 500 : code >= 4100 && code < 4600

/**
 * Caches the last parsed Date header: its resolution is a second, so most calls repeat the value.
 */
function createTimes() {
  let latest = { text: '', time: Number.NaN }
  return (text: string): number => {
    if (text !== latest.text) latest = { text, time: Date.parse(text) }
    return latest.time
  }
}

/**
 * Tracks for each account and region whether it answers, the clock difference and the last error.
 */
export function createAccountStates(
  ports: ProxyPorts,
  circuits: Pick<Circuits, 'openIn'> = createCircuits(ports),
) {
  const { accounts, now } = ports
  const states = new Map<string, EndpointState>()
  const timeOf = createTimes()
  /** Checks in flight by account: concurrent requests share one. */
  const checks = new Map<string, Promise<void>>()
  const keyOf = (account: string, region: string) => `${account}\n${region}`

  const watch: CallOutcomeListener = ({ action, account, region }, { date, error }) => {
    const at = now()
    const key = keyOf(account.name, region)
    const { skew: previousSkew, answeredAt } = states.get(key) ?? {}
    const endpointTime = date === undefined ? Number.NaN : timeOf(date)
    const skew = Number.isNaN(endpointTime) ? previousSkew : at - endpointTime
    const problem = error instanceof Problem ? error : undefined
    const isAnswer = error === undefined || (problem && problem.code !== problem.status)
    const receivedAt = isAnswer ? at : answeredAt
    const state: EndpointState = {}
    if (receivedAt !== undefined) state.answeredAt = receivedAt
    if (skew !== undefined) state.skew = skew
    if (problem && isAccountError(problem)) {
      const { code, codeDesc, message } = problem
      state.error = { at, action: action.name, code, codeDesc, message }
    }
    states.set(key, state)
  }

  return {
    watch,

    /** Returns the accounts in a user's scope; of their credentials, only the kind. */
    view: ({ scope }: Principal) =>
      accounts
        .filter(({ name }) => isInScope(scope, 'accounts', name))
        .map(({ name, production, signatureMethod, token, endpoints, regions }) => ({
          name,
          production,
          signatureMethod,
          isTemporary: token !== undefined,
          endpoints: endpoints ?? {},
          regions: regions
            .filter((region) => isRegionInScope(scope, region))
            .map((region) => {
              const circuit = circuits.openIn(name, region)
              return { region, ...states.get(keyOf(name, region)), ...(circuit && { circuit }) }
            }),
        })),

    /** Returns log lines for each account and region that was called. */
    lines: () =>
      accounts.flatMap(({ name, regions }) =>
        regions.flatMap((region) => {
          const state = states.get(keyOf(name, region))
          if (!state) return []
          const { error, skew = 0 } = state
          const message = error ? error.message : 'answers'
          const clock = Math.abs(skew) > 60_000 && { clockAheadSeconds: Math.round(skew / 1000) }
          return [{ event: 'account', account: name, region, ok: !error, message, ...clock }]
        }),
      ),

    /**
     * Sends one small read to each region of an account; `view` returns the result. Concurrent
     * callers share the check.
     */
    check(account: Account, send: (call: OutgoingCall) => Promise<unknown>): Promise<void> {
      const params = { limit: 1 }
      const startCheck = async () => {
        const calls = account.regions.map((region) =>
          send({ action: DescribeCluster, account, region, params }),
        )
        await Promise.allSettled(calls)
        checks.delete(account.name)
      }
      const check = checks.get(account.name) ?? startCheck()
      checks.set(account.name, check)
      return check
    },
  }
}

export type AccountStates = ReturnType<typeof createAccountStates>
