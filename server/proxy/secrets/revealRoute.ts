import { revealSecret } from '../../../src/contract/console/credentials/reveal'
import { isDraft, type MaskSource, parseMask } from '../../../src/contract/secrets/mask'
import type { Principal } from '../access/principal'
import type { AuditRecorder } from '../audit/recorder'
import type { Sessions } from '../auth/session/sessions'
import { readBody } from '../http/body'
import { Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts, Role } from '../ports'
import type { Masks } from './masks'
import { createSecretLookup, type Send } from './sources'

/** Action name in the audit log. */
const action = 'RevealSecret'

/** Target of the audit entry, without the variable's name. */
function targetOf(source: MaskSource | undefined) {
  if (!source) return {}
  if (isDraft(source)) return { target: `draft ${source.draft}` }
  const { account, region, clusterId, namespace, serviceName } = source
  return { account, region, target: [clusterId, namespace, serviceName].join('/') }
}

function requireRole({ user, role }: Principal, roles: readonly Role[]): void {
  if (role !== 'viewer' && roles.includes(role)) return
  const needed = roles.join(' or ')
  throw new Problem(
    403,
    'Forbidden',
    `Revealing secrets requires the role ${needed}. ${user} has the role ${role}.`,
  )
}

/**
 * POST /api/reveal: returns the value behind a mask. Needs a role that may reveal secrets, and a
 * scope that covers the service. The audit entry names the variable but not the value.
 */
export function createRevealRoute(
  ports: ProxyPorts,
  sessions: Sessions,
  record: AuditRecorder,
  masks: Masks,
  send: Send,
) {
  const lookUp = createSecretLookup(ports, masks)
  const roles = ports.revealRoles ?? ['admin']
  return {
    [revealSecret.id]: async (context) => {
      const { request, peer, requestId } = context
      const principal = await sessions.principal(request, peer)
      if (principal.role === 'viewer') requireRole(principal, roles)
      const { mask } = await readBody(context, revealSecret)
      const auditTarget = targetOf(parseMask(mask)?.source)
      const operation = { ...principal, ...auditTarget, requestId, address: peer.address, action }
      const maskedSecret = await record.unlessRefused(operation, async () => {
        requireRole(principal, roles)
        const secret = await lookUp(principal, mask, send)
        if (secret) return secret
        const message = 'The value behind this mask is no longer known. Reload the page.'
        throw new Problem(404, 'UnknownSecret', message)
      })
      const params = { variable: maskedSecret.name, mask }
      return record.around({ ...operation, params }, async () =>
        respond(context, revealSecret, maskedSecret),
      )
    },
  } satisfies Partial<Handlers>
}
