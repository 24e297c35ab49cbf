import { isFields } from '../../../src/contract/fields'
import type { Fields } from '../../wire/conform'
import { type Answer, writeEnvelope } from '../../wire/envelope'
import type { Flat } from '../backend'

/**
 * The newer dialect of CVM (api-facts.md 3, c): a request with this `Version` is answered inside of
 * `Response`, names begin with capitals, and errors are words. Of what is answered here only
 * DescribeZones is asked for in it: the others have other names there.
 */
const isVersioned = ({ Action, Version }: Flat) =>
  Action === 'DescribeZones' && Version === '2017-03-12'

const errors: Readonly<Record<number, string>> = {
  4000: 'InvalidParameter',
  4100: 'AuthFailure.SignatureFailure',
  4104: 'AuthFailure.SecretIdNotFound',
  4500: 'AuthFailure.SignatureExpire',
  6000: 'InternalError',
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [capital(name), capitalised(one)]),
  )
}

/** The body of an answer in the dialect in which the request was made. */
export function bodyOf(flat: Flat, answer: Answer): Fields {
  if (!isVersioned(flat)) return writeEnvelope(answer)
  const RequestId = crypto.randomUUID()
  if (answer.code === 0) {
    const data = capitalised(answer.data)
    return { Response: { ...(isFields(data) && data), RequestId } }
  }
  const Code = errors[answer.code] ?? answer.codeDesc ?? String(answer.code)
  return { Response: { Error: { Code, Message: answer.message ?? '' }, RequestId } }
}
