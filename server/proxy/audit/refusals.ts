import { callAction } from '../../../src/contract/console/calls/calls'
import {
  beginSession,
  changePassword,
  endSingleSignOn,
} from '../../../src/contract/console/session'
import type { Principal } from '../access/principal'
import type { Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'
import type { AuditedOperation, AuditRecorder } from './recorder'

/**
 * Whether a sign-in was refused: wrong, throttled or forged. Invalid requests and store failures
 * are not refusals.
 */
const isRefusedSignIn = ({ status }: Problem) =>
  status === 401 || status === 403 || status === 429 || status === 502

/** The operation to record for a refusal; undefined if the refusal needs no entry. */
function operationOf(
  { route, name, requestId, peer, attemptedUser = '' }: RouteContext,
  problem: Problem,
  principal: Principal | undefined,
): AuditedOperation | undefined {
  const { address } = peer
  if (route === beginSession.id || route === endSingleSignOn.id) {
    if (!isRefusedSignIn(problem)) return undefined
    const params = route === endSingleSignOn.id ? { singleSignOn: true } : {}
    return { requestId, user: attemptedUser, role: '', address, action: 'SignIn', params }
  }
  if (!principal) return undefined
  const { user, role } = principal
  const isThrottledPassword = route === changePassword.id && problem.status === 429
  if (problem.status !== 403 && !isThrottledPassword) return undefined
  const commonFields = { requestId, user, role, address }
  if (isThrottledPassword) return { ...commonFields, action: 'ChangeOwnPassword', target: user }
  return route === callAction.id
    ? { ...commonFields, action: name }
    : { ...commonFields, action: route, target: name }
}

/**
 * Records refusals that no handler has recorded: reads outside the role or scope, throttled
 * sign-ins, and responses of an identity provider that don't belong to the browser.
 */
export const createRefusals =
  (record: Pick<AuditRecorder, 'refused'>) =>
  async (context: RouteContext, problem: Problem, principal: Principal | undefined) => {
    if (context.isRefusalRecorded) return
    const operation = operationOf(context, problem, principal)
    if (operation) await record.refused(operation, problem)
  }
