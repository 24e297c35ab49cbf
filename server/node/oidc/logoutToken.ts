import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import type { VerifiedLogout } from '../../proxy/auth/sso/provider'
import { Problem } from '../../proxy/http/problem'

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** Tolerated clock difference in seconds. */
const clockTolerance = 60
/** Maximum age of a token by `iat`, in seconds; providers send tokens immediately. */
const maxAge = 600

/**
 * Only algorithms whose signatures the provider's public keys verify: no `none`, no shared secret.
 */
const algorithms = ['RS', 'PS', 'ES'].flatMap((value) =>
  [256, 384, 512].map((bits) => value + bits),
)

const refused = (why: string) =>
  new Problem(400, 'InvalidLogoutToken', `The logout token is not valid: ${why}.`)

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns why jose refuses a token; undefined if the keys could not be read. */
function faultIn(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim ${error.claim} is wrong`
  if (error instanceof errors.JWKSNoMatchingKey) return 'no key of the provider matches'
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return undefined
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC')
    return 'its signature or form is wrong'
  return undefined
}

/** Verifies logout tokens by OpenID Connect Back-Channel Logout 1.0, section 2.6. */
export function createLogoutVerifier(clientId: string) {
  let keySet: { url: string; keys: ReturnType<typeof createRemoteJWKSet> } | undefined

  return async (
    token: string,
    issuer: string,
    keysUrl: string | undefined,
  ): Promise<VerifiedLogout> => {
    if (keysUrl === undefined) throw new Error('the provider publishes no keys')
    // Keys are cached; an unknown key causes a new read, at most twice a minute.
    if (keySet?.url !== keysUrl) {
      keySet = {
        url: keysUrl,
        keys: createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: 5000 }),
      }
    }
    const { payload, protectedHeader } = await jwtVerify(token, keySet.keys, {
      issuer,
      audience: clientId,
      algorithms: [...algorithms, 'EdDSA', 'Ed25519'],
      clockTolerance,
      maxTokenAge: maxAge,
      requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti', 'events'],
    }).catch((error: unknown) => {
      const fault = faultIn(error)
      throw fault === undefined ? error : refused(fault)
    })
    const { typ = 'JWT' } = protectedHeader
    // An ID token or an access token must not be accepted as a logout token.
    if (!/^(application\/)?(logout\+)?jwt$/i.test(typ)) throw refused(`its type is ${typ}`)
    // The library checks the types of times only.
    const { events, sub, sid, jti, exp = 0 }: Record<string, unknown> & { exp?: number } = payload
    if (!isObject(events) || !(logoutEvent in events) || !isObject(events[logoutEvent]))
      throw refused('its claim events names no logout')
    if ('nonce' in payload) throw refused('it has a nonce')
    if (typeof jti !== 'string' || jti === '') throw refused('its claim jti is no text or empty')
    const hasSid = typeof sid === 'string' && sid !== ''
    const hasSubject = typeof sub === 'string' && sub !== ''
    if (!hasSid && !hasSubject) throw refused('it names neither a user nor a session')
    if (sid !== undefined && !hasSid) throw refused('its claim sid is wrong')
    if (sub !== undefined && typeof sub !== 'string') throw refused('its claim sub is wrong')
    return {
      issuer,
      tokenId: jti,
      expiresAt: (exp + clockTolerance) * 1000,
      ...(hasSubject && { subject: sub }),
      ...(hasSid && { sid }),
    }
  }
}
