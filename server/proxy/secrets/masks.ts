import {
  isDraft,
  type MaskSource,
  maskText,
  type ServiceSource,
} from '../../../src/contract/secrets/mask'
import { replaceSecrets, type Secret } from '../../../src/contract/secrets/settings'
import { hmac, toHex } from '../../wire/digest'
import type { ProxyPorts } from '../ports'
import { createIssuedMasks, type NamedSecret } from './issued'
import { manifestFields } from './manifest'

/** Hexadecimal digits of a digest: 96 bits. */
const digestLength = 24

export type MaskedSecret = NamedSecret

/** Where a value is stored and, for a draft, its user. */
interface Origin {
  source: MaskSource
  user?: string
}

const asString = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)

/** Returns the service that the parameters name; without a namespace the API uses `default`. */
export const serviceIn = (
  account: string,
  region: string,
  params: Readonly<Record<string, unknown>>,
): ServiceSource => ({
  account,
  region,
  clusterId: asString(params.clusterId),
  namespace: asString(params.namespace, 'default'),
  serviceName: asString(params.serviceName),
})

/** Returns the secrets in settings. */
export function secretsIn(settings: unknown): Secret[] {
  const collected: Secret[] = []
  const placeholder = maskText({ source: { draft: '' }, digest: '0' })
  const collectSecret = (secret: Secret) => {
    collected.push(secret)
    return placeholder
  }
  replaceSecrets(settings, collectSecret, manifestFields)
  return collected
}

const keyOf = ({ name, value }: MaskedSecret) => JSON.stringify([name, value])

/**
 * Masks secrets in responses. The digest is an HMAC of source, name and value with the account's
 * key. A service's value has the same mask in every response, so that differences are visible, and
 * only the proxy can verify a guess.
 */
export function createMasks(
  ports: Pick<ProxyPorts, 'accounts' | 'randomBytes' | 'store' | 'now' | 'log'>,
) {
  const { accounts, randomBytes } = ports
  const fallback = toHex(randomBytes(32))
  const issued = createIssuedMasks(ports)

  const secretOf = (source: MaskSource) => {
    const [first] = accounts
    const account = isDraft(source) ? first : accounts.find(({ name }) => name === source.account)
    return account?.secretKey ?? fallback
  }

  async function maskOf(
    { source, user = '' }: Origin,
    { name, value }: MaskedSecret,
  ): Promise<string> {
    const signed = JSON.stringify(['mask', user, ...Object.values(source), name, value])
    const digest = (await hmac(secretOf(source), signed)).slice(0, digestLength)
    return maskText({ source, digest })
  }

  /** Returns the secrets in settings, by mask. */
  async function byMask(origin: Origin, settings: unknown): Promise<Map<string, MaskedSecret>> {
    const uniqueSecrets = new Map(secretsIn(settings).map((secret) => [keyOf(secret), secret]))
    const all = await Promise.all(
      [...uniqueSecrets.values()].map(
        async ({ name, value }): Promise<[string, MaskedSecret]> => [
          await maskOf(origin, { name, value }),
          { name, value },
        ],
      ),
    )
    return new Map(all)
  }

  return {
    byMask,

    /** Returns the value for which a mask of this origin was issued, if that was recently. */
    async issued(origin: Origin, mask: string): Promise<MaskedSecret | undefined> {
      const secret = await issued.find(mask, secretOf(origin.source))
      // The digest binds the mask of a draft to its user.
      return secret && (await maskOf(origin, secret)) === mask ? secret : undefined
    },

    /** Returns settings with their secrets masked; returns the same object if there are none. */
    async masked(origin: Origin, settings: unknown): Promise<unknown> {
      const secretByMask = await byMask(origin, settings)
      if (secretByMask.size === 0) return settings
      await issued.remember(secretByMask, secretOf(origin.source))
      const masks = new Map([...secretByMask].map(([mask, secret]) => [keyOf(secret), mask]))
      const replace = (secret: Secret) => masks.get(keyOf(secret)) ?? ''
      return replaceSecrets(settings, replace, manifestFields)
    },
  }
}

export type Masks = ReturnType<typeof createMasks>
