import { requestId } from '../../../src/contract/console/audit'
import { toHex } from '../../wire/digest'
import type { ProxyPorts } from '../ports'

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/**
 * Generates request IDs for responses, the log and the audit log. They sort by time, and within a
 * millisecond by the order of generation.
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
