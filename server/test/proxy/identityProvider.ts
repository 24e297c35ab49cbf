import { once } from 'node:events'
import http from 'node:http'
import Provider from 'oidc-provider'
import type { ProvidedUser } from '../../proxy/auth/sso/provider'
import type { Role } from '../../proxy/ports'
import { origin } from './proxy'

/** The console's client credentials at the provider. */
export const client = { clientId: 'gantry', clientSecret: 'the-secret-of-the-client' }

/** A user of a simulated provider; the subject is the name unless another is given. */
export const providedUser = (name: string, role?: Role, subject = name): ProvidedUser => ({
  identity: { issuer: 'https://id.example', subject },
  name,
  role,
})

interface ProviderOptions {
  /** Origin of the console. */
  console?: string
  /** Receives the form of each back-channel logout; returns the status of the response. */
  postLogout?: (form: string) => Promise<number>
  /** Whether the provider grants refresh tokens. */
  grantsRefresh?: boolean
  /** Another host name than the console's is another site for browsers. */
  host?: '127.0.0.1' | 'localhost'
}

/** A real OpenID Connect provider that accepts every password and has these groups. */
export async function startProvider(
  groups: Readonly<Record<string, string[] | string>>,
  {
    console: at = origin,
    host = '127.0.0.1',
    grantsRefresh = false,
    postLogout = async () => 400,
  }: ProviderOptions = {},
) {
  const server = http.createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  const { port } = address
  const issuer = new URL(`http://${host}:${port}`)
  const disabledUsers = new Set<string>()
  const provider = new Provider(issuer.href.slice(0, -1), {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${at}/api/sso/callback`],
        post_logout_redirect_uris: [`${at}/login`],
        grant_types: ['authorization_code', 'refresh_token'],
        backchannel_logout_uri: `${at}/hooks/oidc/logout`,
        backchannel_logout_session_required: true,
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'groups'],
    pkce: { required: () => true },
    features: { backchannelLogout: { enabled: true }, revocation: { enabled: true } },
    // The provider's own `fetch` refuses local addresses.
    fetch: async (_url, { body } = {}) =>
      new Response(null, { status: await postLogout(String(body)) }),
    issueRefreshToken: async () => grantsRefresh,
    cookies: { keys: ['a key for the test'] },
    findAccount: (_context, id) =>
      disabledUsers.has(id)
        ? undefined
        : {
            accountId: id,
            claims: async () => ({ sub: id, preferred_username: id, groups: groups[id] ?? [] }),
          },
  })
  server.on('request', provider.callback())
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return {
    issuer,
    close,
    /** Answers again after `close`, with the grants from before. */
    async reopen() {
      server.listen(port, host)
      await once(server, 'listening')
    },
    /** Disables a user, who then gets no tokens, not even by a refresh token. */
    disable: (user: string) => disabledUsers.add(user),
    /** Posts a logout token to the console, as the provider does when a user signs out there. */
    async logOut(user: string, sid: string) {
      const storedClient = await provider.Client.find(client.clientId)
      if (typeof storedClient?.backchannelLogout !== 'function') throw new Error('no logout')
      await storedClient.backchannelLogout(user, sid)
    },
  }
}

/**
 * A browser on the provider's pages: keeps cookies, fills in forms, and stops at a redirect
 * elsewhere.
 */
export async function signInAt(start: string, user: string): Promise<string> {
  const jar = new Map<string, string>()
  let [url, body]: [string, URLSearchParams | undefined] = [start, undefined]
  for (let step = 0; step < 20; step += 1) {
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie },
      ...(body && { method: 'POST', body }),
    })
    for (const setCookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (setCookie.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    body = undefined
    const location = answer.headers.get('Location')
    if (location) {
      url = new URL(location, url).href
      if (url.startsWith(origin)) return url
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (!action || !prompt) throw new Error(`no form at ${url}: ${page.slice(0, 500)}`)
    url = new URL(action, url).href
    body = new URLSearchParams({
      prompt,
      ...(prompt === 'login' && { login: user, password: 'x' }),
    })
  }
  throw new Error('the provider leads in a circle')
}
