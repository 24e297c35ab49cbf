import { hmac, sha256 } from '../../wire/digest'
import { secretValues } from '../audit/redact'
import { type ProxyRequest, ProxyResponse } from '../http/messages'
import { invalid, Problem } from '../http/problem'
import { errorResponse } from '../http/responses'
import { recordNotWritten } from '../http/storeProblems'
import type { ProxyPorts } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import type { EarlierClaim, IdempotencyClaim, StoredResponse } from './ports'

const header = 'Idempotency-Key'
const day = 24 * 3_600_000
const hour = 3_600_000

/** The Idempotency-Key of a request, or undefined; throws 400 if it is malformed. */
export function keyOf({ headers }: ProxyRequest): string | undefined {
  const key = headers.get(header)
  if (key === null) return undefined
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  const message = 'must have 1 to 200 visible ASCII characters'
  throw invalid([{ path: header, rule: 'idempotencyKey', message }])
}

/**
 * Throws unless the user may get the stored response, because the user's permissions and the
 * effects of the write may have changed since the first request. `scope` is the scope of the first
 * request.
 */
export type RequireStillAllowed = (first: Pick<EarlierClaim, 'scope'>) => Promise<void>

/**
 * Returns a hash that identifies a call. A call with secrets is hashed with the account's key,
 * because a plain hash would allow guessing passwords. Other calls use a plain hash, which survives
 * a key rotation.
 */
export function fingerprintOf(
  { action, account, region, params }: OutgoingCall,
  body: readonly unknown[],
) {
  const signed = JSON.stringify([action.name, account.name, region, ...body])
  const hasSecret = secretValues(action, params).length > 0
  return hasSecret ? hmac(account.secretKey, signed) : sha256(signed)
}

const keyReused = () =>
  new Problem(
    422,
    'KeyReused',
    `This ${header} was used for another call within the last day. Use a new key for each call.`,
  )

const outcomeUnknown = () =>
  new Problem(
    409,
    'RepeatUnknown',
    `The console stopped during the first call with this ${header}, so its outcome is unknown. Check the current state before you send the call with a new key.`,
    { isOutcomeUnknown: true },
  )

const replay = ({ status, body }: StoredResponse) =>
  new ProxyResponse(status, body, {
    'Content-Type': 'application/json; charset=utf-8',
    'Idempotency-Replayed': 'true',
  })

/**
 * Executes a write once per key and user. For a day, a repeated request waits for the first one and
 * gets its response. A refusal before the call is sent releases the key.
 */
export function createIdempotentWrites({ store, log }: Pick<ProxyPorts, 'store' | 'log'>) {
  /** Responses that the store has not accepted yet; retried until the process ends. */
  const unkept = new Map<string, { claim: IdempotencyClaim; answer: StoredResponse }>()
  const idOf = ({ user, key }: IdempotencyClaim) => `${user}\n${key}`
  let forgotAt = 0

  async function storeResponse(claim: IdempotencyClaim, { status, body }: ProxyResponse) {
    const stored = { status, body: typeof body === 'string' ? body : '' }
    try {
      await store.idempotencyKeys.storeResponse(claim, stored)
    } catch (error) {
      unkept.set(idOf(claim), { claim, answer: stored })
      log({ event: 'answerNotKept', requestId: claim.requestId, error: String(error) })
    }
  }

  async function claimKey(claim: IdempotencyClaim) {
    try {
      return await store.idempotencyKeys.begin(claim)
    } catch (error) {
      log({ event: 'keyNotClaimed', requestId: claim.requestId, error: String(error) })
      throw recordNotWritten(`the ${header}`)
    }
  }

  async function earlier(
    claim: IdempotencyClaim,
    recheck: RequireStillAllowed,
  ): Promise<StoredResponse | undefined> {
    for (let turns = 0; turns < 2; turns += 1) {
      const first = await claimKey(claim)
      if (!first) return undefined
      if (first.fingerprint !== claim.fingerprint) throw keyReused()
      const storedResponse =
        first.response ??
        unkept.get(idOf(claim))?.answer ??
        (await store.idempotencyKeys.waitForResponse(claim))
      if (storedResponse) {
        await recheck(first)
        return storedResponse
      }
      // There is no response: either the claim was released and the next iteration claims it, or
      // the outcome is unknown.
    }
    throw outcomeUnknown()
  }

  async function forgetOld(at: number) {
    if (at - forgotAt < hour) return
    forgotAt = at
    await store.idempotencyKeys.forgetBefore(at - day).catch(() => undefined)
  }

  return {
    /** Stores responses that the store has not accepted yet. */
    async finish(): Promise<void> {
      for (const [id, { claim, answer }] of unkept) {
        const isKept = await store.idempotencyKeys.storeResponse(claim, answer).then(
          () => true,
          () => false,
        )
        if (!isKept) return
        unkept.delete(id)
      }
    },

    /** `work` calls `sent` when it sends its call. */
    async once(
      claim: IdempotencyClaim,
      recheck: RequireStillAllowed,
      work: (sent: () => void) => Promise<ProxyResponse>,
    ): Promise<ProxyResponse> {
      await forgetOld(claim.at)
      const earlierResponse = await earlier(claim, recheck)
      if (earlierResponse) return replay(earlierResponse)
      let isSent = false
      try {
        const reply = await work(() => {
          isSent = true
        })
        await storeResponse(claim, reply)
        reply.headers.set(header.toLowerCase(), claim.key)
        return reply
      } catch (error) {
        if (isSent) await storeResponse(claim, errorResponse(error, claim.requestId))
        else await store.idempotencyKeys.release(claim).catch(() => undefined)
        throw error
      }
    },
  }
}

export type IdempotentWrites = ReturnType<typeof createIdempotentWrites>
