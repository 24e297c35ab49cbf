import {
  isDraft,
  type MaskSource,
  maskText,
  type ServiceSource,
} from '../../../src/contract/secrets/mask'
import { replaceSecrets, type Secret } from '../../../src/contract/secrets/settings'
import { hmac, toHex } from '../../wire/digest'
import type { ProxyPorts } from '../ports'
import { manifests } from './manifest'

/** Masks kept with their values; the oldest are dropped first. */
const maxIssued = 10_000

/** Hexadecimal digits of a digest: 96 bits. */
const digestLength = 24

export type Named = Pick<Secret, 'name' | 'value'>

/** Where a value is, and for a draft whose it is. */
interface Origin {
  source: MaskSource
  user?: string
}

const text = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)

/** The service that parameters name; without a namespace the API uses `default`. */
export const serviceIn = (
  account: string,
  region: string,
  params: Readonly<Record<string, unknown>>,
): ServiceSource => ({
  account,
  region,
  clusterId: text(params.clusterId),
  namespace: text(params.namespace, 'default'),
  serviceName: text(params.serviceName),
})

/** The secrets in settings. */
export function secretsIn(settings: unknown): Secret[] {
  const found: Secret[] = []
  const placeholder = maskText({ source: { draft: '' }, digest: '0' })
  const take = (secret: Secret) => {
    found.push(secret)
    return placeholder
  }
  replaceSecrets(settings, take, manifests)
  return found
}

const keyOf = ({ name, value }: Named) => JSON.stringify([name, value])

/**
 * Masks secrets in answers. The digest is an HMAC of source, name and value with the account's key:
 * the same value of a service has the same mask in every answer, so that differences show, and
 * nothing outside of the proxy can test a guess.
 */
export function createMasks({
  accounts,
  randomBytes,
}: Pick<ProxyPorts, 'accounts' | 'randomBytes'>) {
  const fallback = toHex(randomBytes(32))
  /**
   * What recent masks of services stand for, so that an undo works although the value is replaced.
   */
  const issued = new Map<string, Named>()

  const secretOf = (source: MaskSource) => {
    const [first] = accounts
    const account = isDraft(source) ? first : accounts.find(({ name }) => name === source.account)
    return account?.secretKey ?? fallback
  }

  async function maskOf({ source, user = '' }: Origin, { name, value }: Named): Promise<string> {
    const said = JSON.stringify(['mask', user, ...Object.values(source), name, value])
    const digest = (await hmac(secretOf(source), said)).slice(0, digestLength)
    return maskText({ source, digest })
  }

  /** The secrets of settings by their masks. */
  async function byMask(origin: Origin, settings: unknown): Promise<Map<string, Named>> {
    const different = new Map(secretsIn(settings).map((one) => [keyOf(one), one]))
    const all = await Promise.all(
      [...different.values()].map(
        async ({ name, value }): Promise<[string, Named]> => [
          await maskOf(origin, { name, value }),
          { name, value },
        ],
      ),
    )
    return new Map(all)
  }

  function remember(all: ReadonlyMap<string, Named>) {
    for (const [mask, secret] of all) {
      issued.delete(mask)
      issued.set(mask, secret)
    }
    for (const mask of issued.keys()) {
      if (issued.size <= maxIssued) return
      issued.delete(mask)
    }
  }

  return {
    byMask,

    /** What a mask of a service stood for when it was made, if it was made recently. */
    recent: (mask: string): Named | undefined => issued.get(mask),

    /** Settings with their secrets masked; the same object if they have none. */
    async masked(origin: Origin, settings: unknown): Promise<unknown> {
      const all = await byMask(origin, settings)
      if (all.size === 0) return settings
      if (!isDraft(origin.source)) remember(all)
      const masks = new Map([...all].map(([mask, secret]) => [keyOf(secret), mask]))
      const replace = (secret: Secret) => masks.get(keyOf(secret)) ?? ''
      return replaceSecrets(settings, replace, manifests)
    },
  }
}

export type Masks = ReturnType<typeof createMasks>
