import * as client from 'openid-client'
import { Problem } from '../../proxy/http/problem'
import type { Role, SingleSignOn } from '../../proxy/ports'
import type { OidcConfig } from './config'
import { createLogoutVerifier } from './logoutToken'

const failed = (why: string) =>
  new Problem(502, 'SingleSignOnFailed', `Sign-in through the identity provider failed: ${why}`)

/** Returns only the error's code, because a provider's texts may contain anything. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'it did not respond.'
  if ('error' in error && typeof error.error === 'string')
    return `it responded with ${error.error}.`
  return 'code' in error && typeof error.code === 'string' ? `${error.code}.` : `${error.name}.`
}

async function asProblem<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    throw error instanceof Problem ? error : failed(reasonOf(error))
  }
}

/** A string is one group, whatever characters it contains. */
const groupsIn = (claim: unknown): unknown[] => (Array.isArray(claim) ? claim : [claim])

/** Returns the highest role of the groups; undefined if no group has a role. */
function roleOf(claim: unknown, { roles }: OidcConfig): Role | undefined {
  const groups = groupsIn(claim)
  const order: readonly Role[] = ['admin', 'operator', 'viewer']
  return order.find((role) =>
    roles[role].some((candidate) => candidate === '*' || groups.includes(candidate)),
  )
}

type Claims = Readonly<Record<string, unknown>>

const verifiedClaim = 'email_verified'

/** Whether the claims mark the address as verified; some providers send the flag as a string. */
const isVerified = (claims: Claims, address: string): boolean =>
  claims.email === address && [true, 'true'].some((item) => claims[verifiedClaim] === item)

/** OpenID Connect: authorization code flow with PKCE, state and nonce; roles from a claim. */
export function createOidc(config: OidcConfig): SingleSignOn {
  const { issuer, clientId, clientSecret } = config
  const verifyLogoutToken = createLogoutVerifier(clientId)
  let discovered: Promise<client.Configuration> | undefined

  function provider(): Promise<client.Configuration> {
    const auth = clientSecret ? client.ClientSecretBasic(clientSecret) : client.None()
    // The ID token's signature is verified, although the token comes directly from the provider.
    const execute = [
      client.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ]
    discovered ??= client.discovery(issuer, clientId, undefined, auth, { execute, timeout: 10 })
    // A failed discovery is discarded, so that the next attempt retries it.
    discovered.catch(() => {
      discovered = undefined
    })
    return discovered
  }

  /**
   * Returns name, role and refresh token; claims of the signed ID token take precedence over
   * userinfo.
   */
  async function userOf(
    configuration: client.Configuration,
    tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
    subject: string,
  ) {
    const idToken: Claims = tokens.claims() ?? {}
    const isAddress = config.userClaim === 'email'
    const requiredClaims = [
      config.userClaim,
      config.rolesClaim,
      ...(isAddress ? [verifiedClaim] : []),
    ]
    const hasAll = requiredClaims.every((claim) => idToken[claim] !== undefined)
    const userInfo: Claims =
      hasAll || !configuration.serverMetadata().userinfo_endpoint
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, subject)
    const claims: Claims = { ...userInfo, ...idToken }
    const name = claims[config.userClaim]
    if (typeof name !== 'string' || name === '') {
      throw failed(`its claim ${config.userClaim} is missing or empty.`)
    }
    if (isAddress && ![idToken, userInfo].some((source) => isVerified(source, name))) {
      throw new Problem(
        403,
        'EmailNotVerified',
        `The identity provider has not verified the email address ${name}.`,
      )
    }
    const { refresh_token: refreshToken } = tokens
    return {
      name,
      role: roleOf(claims[config.rolesClaim], config),
      ...(refreshToken !== undefined && { refreshToken }),
    }
  }

  return {
    newUserScope: config.newUserScope,
    ...(config.revalidateAfter > 0 && { revalidateAfter: config.revalidateAfter }),

    begin: (redirect, { isFresh }) =>
      asProblem(async () => {
        const verifier = client.randomPKCECodeVerifier()
        const [state, nonce] = [client.randomState(), client.randomNonce()]
        const url = client.buildAuthorizationUrl(await provider(), {
          redirect_uri: redirect,
          scope: config.scope,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
          // OpenID Connect Core, 3.1.2.1: the provider authenticates even a user with a session,
          // and must send auth_time.
          ...(isFresh && { max_age: '0' }),
        })
        return { url: url.href, secret: [state, nonce, verifier].join('~') }
      }),

    isOwn: (callback, secret) => callback.searchParams.get('state') === secret.split('~')[0],

    end: (callback, secret) =>
      asProblem(async () => {
        const [expectedState = '', expectedNonce = '', pkceCodeVerifier = ''] = secret.split('~')
        const configuration = await provider()
        const tokens = await client.authorizationCodeGrant(configuration, callback, {
          expectedState,
          expectedNonce,
          pkceCodeVerifier,
          idTokenExpected: true,
        })
        const idToken = tokens.claims()
        if (!idToken) throw failed('it sent no ID token.')
        const user = await userOf(configuration, tokens, idToken.sub)
        const { auth_time: seconds, sid } = idToken
        return {
          ...user,
          identity: { issuer: idToken.iss, subject: idToken.sub },
          ...(typeof sid === 'string' && { sid }),
          ...(typeof seconds === 'number' && { authenticatedAt: seconds * 1000 }),
        }
      }),

    refresh: (refreshToken, identity) =>
      asProblem(async () => {
        const configuration = await provider()
        try {
          const tokens = await client.refreshTokenGrant(configuration, refreshToken)
          const idToken = tokens.claims()
          // OpenID Connect Core, 12.2: the subject must equal the subject of the original ID token.
          if (idToken && idToken.sub !== identity.subject) return undefined
          return { ...(await userOf(configuration, tokens, identity.subject)), identity }
        } catch (error) {
          if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant')
            return undefined
          throw error
        }
      }),

    verifyLogout: (token) =>
      asProblem(async () => {
        const { issuer: expected, jwks_uri: keys } = (await provider()).serverMetadata()
        return verifyLogoutToken(token, expected, keys)
      }),

    signOutUrl: (returnTo) =>
      asProblem(async () => {
        const configuration = await provider()
        if (!configuration.serverMetadata().end_session_endpoint) return undefined
        return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href
      }),
  }
}
