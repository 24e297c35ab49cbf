import { ProbeStorage } from '../cloud/probeStorage'
import { simulatedProxy } from '../proxy/simulatedProxy'

/** The demo world behind a proxy; its storage can reject writes after recording them. */
export async function createFixture() {
  const storage = new ProbeStorage()
  return { ...(await simulatedProxy({ storage })), storage }
}

export type Fixture = Awaited<ReturnType<typeof createFixture>>
