import { GetMonitorData } from '../../../src/contract/actions/monitoring/monitoring'
import {
  readSeries,
  type SeriesAnswer,
  seriesRequest,
} from '../../../src/contract/console/calls/series'
import type { AuditedOperation, AuditRecorder } from '../audit/recorder'
import type { SignedIn } from '../auth/session/lookup'
import type { Sessions } from '../auth/session/sessions'
import { readBody } from '../http/body'
import { parseChecked } from '../http/checked'
import { Problem } from '../http/problem'
import { createLimits } from '../http/rateLimits'
import { errorBodyOf, respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { createConcurrencyLimit } from './concurrencyLimit'
import type { PrepareCall } from './preparedCall'

/**
 * Concurrent reads of one request per account; fewer than a user may have, so that the user's other
 * calls continue.
 */
const maxConcurrentReads = 8

/** Errors of the session, which may end while series wait. */
const ofSession = ['SignInRequired', 'OtherUser']

/** A series that was refused by role or scope, as it is recorded. */
interface Refusal {
  operation: AuditedOperation
  problem: Problem
}

/**
 * POST /api/series: reads several series with the checks, limits and errors of
 * POST /api/call/GetMonitorData for each of them. A failed series does not fail the others. The
 * first refusal by scope gets an audit entry for the whole request.
 */
export function createSeriesRoute(
  ports: ProxyPorts,
  sessions: Sessions,
  record: Pick<AuditRecorder, 'refused'>,
  prepare: PrepareCall,
) {
  const { store, log } = ports
  const limits = createLimits(ports.limits, ports.now)

  /** Whether an error concerns the whole request rather than one series. */
  const isOfRequest = (error: unknown) =>
    error instanceof Problem ? ofSession.includes(error.codeDesc) : store.hasFailed(error)

  async function readOne(
    context: RouteContext,
    principal: SignedIn,
    requested: unknown,
    onRefused: (refusal: Refusal) => void,
  ): Promise<SeriesAnswer> {
    // A request counts once against the session's rate. Without a limit on series, one user could
    // use up an account's rate by requests of many series.
    limits.user(principal.user, `The user ${principal.user}`)
    const { operation, check, read } = prepare(
      context,
      principal,
      GetMonitorData,
      parseChecked(seriesRequest, requested),
    )
    const outgoing = await check().catch((error: unknown) => {
      if (error instanceof Problem && error.status === 403) onRefused({ operation, problem: error })
      throw error
    })
    const { data, age } = await read(outgoing)
    return age === undefined ? { data } : { data, age }
  }

  return {
    [readSeries.id]: async (context) => {
      const { request, peer, requestId } = context
      const principal = await sessions.principal(request, peer)
      const { series } = await readBody(context, readSeries)
      const limitsByAccount = new Map<string, ReturnType<typeof createConcurrencyLimit>>()
      const limitOf = (account: string) => {
        const limit = limitsByAccount.get(account) ?? createConcurrencyLimit(maxConcurrentReads)
        limitsByAccount.set(account, limit)
        return limit
      }
      let refusal: Refusal | undefined
      const answerOf = async (requested: unknown): Promise<SeriesAnswer> => {
        try {
          return await readOne(context, principal, requested, (refused) => {
            refusal ??= refused
          })
        } catch (error) {
          if (isOfRequest(error)) throw error
          if (!(error instanceof Problem)) {
            const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
            log({ event: 'failure', requestId, error: trace })
          }
          return errorBodyOf(error, requestId)
        }
      }
      const answers = await Promise.all(
        series.map((requested) =>
          limitOf(String(Object(requested).account))(() => answerOf(requested)),
        ),
      )
      if (refusal) await record.refused(refusal.operation, refusal.problem)
      return respond(context, readSeries, { series: answers })
    },
  } satisfies Partial<Handlers>
}
