import { ProbeStorage } from '../cloud/probeStorage'
import { simulatedProxy } from '../proxy/simulatedProxy'

/** The demo world behind a proxy; its storage can reject writes after recording them. */
export async function groundOf() {
  const storage = new ProbeStorage()
  return { ...(await simulatedProxy({ storage })), storage }
}

export type Ground = Awaited<ReturnType<typeof groundOf>>
