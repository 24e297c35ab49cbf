import { toHex } from './hex'
import type { ProxyPorts } from './ports'

/** Names a request in answers, log and audit; ids sort by time, those of one millisecond by chance. */
export const newRequestId = ({ now, randomBytes }: Pick<ProxyPorts, 'now' | 'randomBytes'>) =>
  `${now().toString(16).padStart(12, '0')}-${toHex(randomBytes(8))}`

export const isRequestId = (text: string): boolean => /^[0-9a-f]{12}-[0-9a-f]{16}$/.test(text)
