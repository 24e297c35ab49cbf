import { requestId } from '../../../src/contract/console/audit'
import { toHex } from '../digest'
import type { ProxyPorts } from '../ports'

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/**
 * Makes ids that name a request in answers, log and audit. They sort by time; those that one process
 * makes within a millisecond sort in their order.
 */
export function createRequestIds({ now, randomBytes }: Pick<ProxyPorts, 'now' | 'randomBytes'>) {
  let latest = 0
  let count = 0
  return (): string => {
    const at = now()
    count = at === latest ? (count + 1) % 0x10000 : 0
    latest = at
    return `${hex(at, 12)}-${hex(count, 4)}${toHex(randomBytes(6))}`
  }
}

export const isRequestId = (text: string): boolean => requestId.test(text)
