import { Problem } from '../http/problem'
import type { ProxyPorts } from '../ports'
import { endpointOf } from './endpointUrl'
import type { OutgoingCall } from './signedRequest'

/** Consecutive calls without a response that open a circuit. */
const maxTimeouts = 5
/**
 * Milliseconds until an open circuit allows a trial call; the delay doubles after each failed
 * trial.
 */
const cooldown = { first: 10_000, longest: 60_000 }

interface Circuit {
  account: string
  region: string
  timeouts: number
  answeredAt: number
  /** Undefined while the circuit is closed. */
  open?: { since: number; retryAt: number; cooldown: number; isTried: boolean }
}

/** An open circuit: no call is sent until `retryAt`, then a single trial call. */
export interface OpenCircuit {
  since: number
  retryAt: number
}

/** Reports how a call ended. */
export interface CircuitEntry {
  /** The endpoint answered, or refused the connection immediately. */
  answered: () => void
  timedOut: () => void
}

type EndpointKey = Pick<OutgoingCall, 'action' | 'account' | 'region'>

/**
 * Circuit breakers by account, region and endpoint: after several consecutive calls without a
 * response, further calls get 503 immediately until a trial call is answered. Timeouts don't count
 * while the endpoint still answers other actions.
 */
export function createCircuits({ now, elapsed = now }: Pick<ProxyPorts, 'now' | 'elapsed'>) {
  const circuits = new Map<string, Circuit>()

  function circuitOf({ action, account, region }: EndpointKey): Circuit {
    const key = JSON.stringify([account.name, region, endpointOf(action, account).host])
    const existing = circuits.get(key)
    if (existing) return existing
    const names = { account: account.name, region }
    const newCircuit = { ...names, timeouts: 0, answeredAt: Number.NEGATIVE_INFINITY }
    circuits.set(key, newCircuit)
    return newCircuit
  }

  function refusal({ account, region }: Circuit, milliseconds: number): Problem {
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
    return new Problem(
      503,
      'CircuitOpen',
      `The account ${account} does not respond in the region ${region}. Nothing was sent. The next call is tried in ${seconds} s.`,
      { headers: { 'Retry-After': String(seconds) } },
    )
  }

  function open(circuit: Circuit): void {
    const at = elapsed()
    const length = circuit.open
      ? Math.min(cooldown.longest, circuit.open.cooldown * 2)
      : cooldown.first
    const since = circuit.open?.since ?? at
    circuit.open = { since, retryAt: at + length, cooldown: length, isTried: false }
  }

  return {
    /**
     * Runs before a call is sent: throws 503 while the circuit is open. `isForced` sends the call
     * anyway, e.g. for a check of the account that a user requested.
     */
    enter(place: EndpointKey, isForced = false): CircuitEntry {
      const circuit = circuitOf(place)
      const startedAt = elapsed()
      if (circuit.open && !isForced) {
        const { retryAt, isTried, cooldown: length } = circuit.open
        if (isTried) throw refusal(circuit, length)
        if (startedAt < retryAt) throw refusal(circuit, retryAt - startedAt)
        circuit.open.isTried = true
      }
      return {
        answered() {
          circuit.answeredAt = elapsed()
          circuit.timeouts = 0
          delete circuit.open
        },
        timedOut() {
          if (circuit.answeredAt >= startedAt) {
            if (circuit.open) circuit.open.isTried = false
            return
          }
          circuit.timeouts += 1
          const isTrial = circuit.open?.isTried
          if (isTrial || (!circuit.open && circuit.timeouts >= maxTimeouts)) open(circuit)
        },
      }
    },

    /** Returns the open circuit of an account and region, with wall-clock times. */
    openIn(account: string, region: string): OpenCircuit | undefined {
      const offset = now() - elapsed()
      const openCircuits = [...circuits.values()].flatMap((circuit) =>
        circuit.open && circuit.account === account && circuit.region === region
          ? [circuit.open]
          : [],
      )
      if (openCircuits.length === 0) return undefined
      return {
        since: Math.round(Math.min(...openCircuits.map(({ since }) => since)) + offset),
        retryAt: Math.round(Math.min(...openCircuits.map(({ retryAt }) => retryAt)) + offset),
      }
    },

    openCount: (): number => [...circuits.values()].filter((circuit) => circuit.open).length,
  }
}

export type Circuits = ReturnType<typeof createCircuits>
