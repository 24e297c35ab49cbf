import type { ProcessFacts } from '../ports'
import { createTally } from './counter'
import { formatFamily, type Sample } from './exposition'
import { processMetrics } from './processMetrics'
import type { SignInCount } from './signInCount'

/** Content type of the result of `text`. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8'

/** Counts the outcome of a request or of a call to the cloud. */
export interface CallCounter {
  (of: 'requests' | 'upstream', name: string, outcome: string): void
  /** Starts timing a call to the cloud; the call is in flight until it is settled. */
  timed<T>(action: string, answer: Promise<T>): Promise<T>
}

/**
 * The metrics of GET /metrics in the Prometheus text format. Labels are only routes, actions and
 * outcomes: clients can't add series, and no label names a user or a resource. `elapsed` is a clock
 * in milliseconds.
 */
export function createMetrics(
  elapsed: () => number,
  processFacts?: () => ProcessFacts,
  circuits: { openCount: () => number } = { openCount: () => 0 },
) {
  const tallies = { requests: createTally('route'), upstream: createTally('action') }
  const underWay = { requests: 0, upstream: 0 }
  const signIns = new Map<string, Map<string, number>>()
  let auditFailures = 0

  const secondsSince = (startedAt: number) => Math.max(0, elapsed() - startedAt) / 1000

  const count: CallCounter = Object.assign(
    (of: 'requests' | 'upstream', name: string, outcome: string) =>
      tallies[of].count(name, outcome),
    {
      async timed<T>(action: string, answer: Promise<T>): Promise<T> {
        const startedAt = elapsed()
        underWay.upstream += 1
        try {
          return await answer
        } finally {
          underWay.upstream -= 1
          tallies.upstream.took(action, secondsSince(startedAt))
        }
      },
    },
  )

  const signIn: SignInCount = (way, end) => {
    const ends = signIns.get(way) ?? new Map<string, number>()
    signIns.set(way, ends.set(end, (ends.get(end) ?? 0) + 1))
  }
  const signInCounts = (): Sample[] =>
    [...signIns].flatMap(([way, ends]) =>
      [...ends].map(([outcome, value]) => ({ labels: { way, outcome }, value })),
    )

  return {
    count,

    /** Starts a request; the returned function records its response. */
    begin(): number {
      underWay.requests += 1
      return elapsed()
    },
    end(startedAt: number, route: string, status: number): void {
      underWay.requests -= 1
      tallies.requests.count(route, String(status))
      tallies.requests.took(route, secondsSince(startedAt))
    },

    signIn,

    /** Counts an audit entry that could not be written or completed. */
    auditFailed(): void {
      auditFailures += 1
    },

    text: (): string =>
      [
        formatFamily(
          'gantry_requests_total',
          'counter',
          'Requests to the console by route and status.',
          tallies.requests.counts(),
        ),
        formatFamily(
          'gantry_request_duration_seconds',
          'histogram',
          'Duration of requests by route.',
          tallies.requests.durations(),
        ),
        formatFamily('gantry_requests_in_flight', 'gauge', 'Requests in flight.', [
          { value: underWay.requests },
        ]),
        formatFamily(
          'gantry_upstream_total',
          'counter',
          'Calls to the cloud by action and outcome.',
          tallies.upstream.counts(),
        ),
        formatFamily(
          'gantry_upstream_duration_seconds',
          'histogram',
          'Duration of calls to the cloud by action.',
          tallies.upstream.durations(),
        ),
        formatFamily('gantry_upstream_in_flight', 'gauge', 'Calls to the cloud in flight.', [
          { value: underWay.upstream },
        ]),
        formatFamily(
          'gantry_circuits_open',
          'gauge',
          'Accounts and regions that do not respond, so that calls get 503 at once.',
          [{ value: circuits.openCount() }],
        ),
        formatFamily(
          'gantry_sign_ins_total',
          'counter',
          'Sign-ins by way and outcome; each that is ok begins a session.',
          signInCounts(),
        ),
        formatFamily(
          'gantry_audit_failures_total',
          'counter',
          'Failed writes of audit entries to the database.',
          [{ value: auditFailures }],
        ),
        processFacts ? processMetrics(processFacts()) : '',
      ].join(''),
  }
}
