import type { Cloud } from '../../cloud/simulation/simulation'
import { type Log, TransportError } from '../../proxy/ports'

/** A cloud on a world that this process has claimed, for as long as it has it. */
export interface HeldCloud {
  cloud: Cloud
  /** Never true again once it was false. */
  isHeld: () => boolean
}

export interface KeptCloud extends Cloud {
  /** Whether the world can be asked. */
  isHeld: () => boolean
  /** Takes the world anew where it was lost, if it can be had; never rejects. */
  look: () => Promise<void>
}

/** The server of the cloud failed: whatever it was doing may be done or not. */
const failed = 6000

async function isFailure(answer: Response): Promise<boolean> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined)
  return typeof body === 'object' && body !== null && 'code' in body && body.code === failed
}

/**
 * A cloud whose claim on its world may be lost, e.g. with the connection to the database. What is in
 * memory is dropped then, and the world read anew once it is claimed again: by whoever asks next, or by
 * `look`. Until then it is the lost cloud that answers, and it says so (simulation/engine.ts).
 */
export function keepCloud(
  first: HeldCloud,
  take: () => Promise<HeldCloud | undefined>,
  log: Log,
): KeptCloud {
  let current = first
  let taking: Promise<void> | undefined
  let said = ''

  /** Tells each state once, however often it is looked at. */
  function tell(event: string, error?: unknown) {
    const line = { event, ...(error !== undefined && { error: String(error) }) }
    const text = JSON.stringify(line)
    if (text !== said) log(line)
    said = text
  }

  async function retake(): Promise<void> {
    try {
      const next = await take()
      if (!next) return tell('worldElsewhere')
      current = next
      tell('worldTaken')
    } catch (error) {
      tell('worldLost', error)
    }
  }

  async function look(): Promise<void> {
    if (current.isHeld()) return
    taking ??= retake().finally(() => {
      taking = undefined
    })
    await taking
  }

  async function present(): Promise<HeldCloud> {
    if (!current.isHeld()) await look()
    return current
  }

  return {
    look,
    isHeld: () => current.isHeld(),

    /** Rejects with TransportError where the world was lost over a request: nobody knows what came of it. */
    async fetch(request) {
      const { cloud, isHeld } = await present()
      const answer = await cloud.fetch(request)
      if (isHeld() || !(await isFailure(answer))) return answer
      throw new TransportError('closed', true, 'its database was lost meanwhile')
    },
    admin: async (request) => (await present()).cloud.admin(request),
    push: async (what) => (await present()).cloud.push(what),
  }
}
