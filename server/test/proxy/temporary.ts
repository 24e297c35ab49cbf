import { onTestFinished } from 'vitest'
import { testProxy } from './proxy'
import { simulatedProxy } from './simulatedProxy'
import { startUpstream } from './upstream'

/** An upstream that is stopped when the current test ends. */
export async function temporaryUpstream() {
  const upstream = await startUpstream()
  onTestFinished(upstream.close)
  return upstream
}

/** A proxy that is closed when the current test ends. */
export async function temporaryProxy(...options: Parameters<typeof testProxy>) {
  const proxy = await testProxy(...options)
  onTestFinished(proxy.close)
  return proxy
}

/** A simulated proxy that is closed when the current test ends. */
export async function temporarySimulatedProxy(...options: Parameters<typeof simulatedProxy>) {
  const console = await simulatedProxy(...options)
  onTestFinished(console.proxy.close)
  return console
}
