import type { Action, Module } from '../../../src/contract/action'
import { isFields } from '../../../src/contract/fields'
import type { Fields } from '../../wire/conform'
import { type Answer, writeEnvelope } from '../../wire/envelope'
import { type ApiError, refuse } from '../apiError'
import type { Flat } from '../backend'
import { knownAction } from './dispatch'

const newer = '2017-03-12'

/** Hosts whose actions have other names and answers in the newer dialect. */
const versionedHosts: ReadonlySet<Module> = new Set<Module>(['cvm', 'vpc', 'cbs', 'dfw'])

/**
 * The newer dialect of CVM (api-facts.md 3, c): a request with this `Version` is answered inside of
 * `Response`, names begin with capitals, and errors are words. Of what is answered here only
 * DescribeZones is asked for in it: the others have other names there.
 */
const isVersioned = ({ Action, Version }: Flat) => Action === 'DescribeZones' && Version === newer

/** Whether a host that has dialects was asked for one that its action does not have here. */
const isForeign = (flat: Flat) => {
  const host = knownAction(flat.Action ?? '')?.action.host
  return (
    Boolean(flat.Version) && !isVersioned(flat) && host !== undefined && versionedHosts.has(host)
  )
}

/** 6100 for a dialect that is not answered: its clients would misread an answer in the old one. */
export function versionRefusal({ name }: Action, flat: Flat): ApiError | undefined {
  if (!isForeign(flat)) return undefined
  const supported = name === 'DescribeZones' ? `only Version ${newer}` : 'no Version'
  const message = `Version ${flat.Version} of ${name} is not supported here: send ${supported}`
  return refuse(6100, message)
}

const errors: Readonly<Record<number, string>> = {
  4000: 'InvalidParameter',
  4100: 'AuthFailure.SignatureFailure',
  4104: 'AuthFailure.SecretIdNotFound',
  4500: 'AuthFailure.SignatureExpire',
  6000: 'InternalError',
  6100: 'InvalidAction',
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
  if (!isVersioned(flat) && !isForeign(flat)) return writeEnvelope(answer)
  const RequestId = crypto.randomUUID()
  if (answer.code === 0) {
    const data = capitalised(answer.data)
    return { Response: { ...(isFields(data) && data), RequestId } }
  }
  const Code = errors[answer.code] ?? answer.codeDesc ?? String(answer.code)
  const Response = { Error: { Code, Message: answer.message ?? '' }, RequestId }
  // A client that asks for a dialect that is not answered may read either form.
  return isForeign(flat) ? { ...writeEnvelope(answer), Response } : { Response }
}
