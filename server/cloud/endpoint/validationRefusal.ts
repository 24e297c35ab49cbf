import type { Fault } from '../../../src/contract/rules/faults'
import { type ApiError, malformed } from '../apiError'

/** By rule of the contract: the closest code of the API's generic table (api-facts.md 1.2). */
const moduleCodes: Readonly<Record<string, number>> = {
  required: 10010,
  indexes: 10380,
  oneOf: 10350,
  tooSmall: 10350,
  tooBig: 10350,
  tooShort: 10350,
  tooLong: 10350,
  tooFew: 10350,
  tooMany: 10350,
  multipleOf: 10350,
  text: 10360,
  number: 10360,
  integer: 10360,
  boolean: 10360,
  list: 10360,
  object: 10360,
  type: 10360,
}

/** A longer list would make the message unreadable. */
const maxListed = 5

/** Describes invalid parameters, each by its wire path. */
export function describeFaults(faults: readonly Fault[]): string {
  const descriptions = faults.slice(0, maxListed).map(({ path, message }) => {
    const [name = ''] = path.split('.').slice(-1)
    // Messages of the contract's own rules begin with the name of the parameter.
    const description = message.startsWith(`${name} `) ? message.slice(name.length + 1) : message
    return `${path} ${description}`.trim()
  })
  const omissionNote = faults.length > maxListed ? [`and ${faults.length - maxListed} more`] : []
  return [...descriptions, ...omissionNote].join('; ')
}

/** The refusal 4000 for parameters that violate the contract. */
export const refusalOf = (faults: readonly Fault[]): ApiError =>
  malformed(moduleCodes[faults[0]?.rule ?? ''] ?? 10000, describeFaults(faults))
