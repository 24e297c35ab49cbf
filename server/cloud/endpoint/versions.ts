import type { Action, Module } from '../../../src/contract/action'
import { isFields } from '../../../src/contract/fields'
import type { Fields } from '../../wire/conform'
import { type Answer, writeEnvelope } from '../../wire/envelope'
import { type ApiError, refuse } from '../apiError'
import type { Flat } from '../backend'
import { knownAction } from './dispatch'

const newer = '2017-03-12'

/** Hosts whose actions have other names and responses in the newer dialect. */
const versionedHosts: ReadonlySet<Module> = new Set<Module>(['cvm', 'vpc', 'cbs', 'dfw'])

/**
 * Whether a request uses the newer dialect of CVM (api-facts.md 3, c), selected by `Version`:
 * responses are nested in `Response`, names begin with capitals, and error codes are words. Of the
 * actions here only DescribeZones exists in it under the same name.
 */
const isVersioned = ({ Action, Version }: Flat) => Action === 'DescribeZones' && Version === newer

/** Whether a request asks for a dialect that its action does not have here. */
const isForeign = (flat: Flat) => {
  const host = knownAction(flat.Action ?? '')?.action.host
  return (
    Boolean(flat.Version) && !isVersioned(flat) && host !== undefined && versionedHosts.has(host)
  )
}

/** 6100 for an unsupported dialect: its clients would misread a response in the old one. */
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

/** The body of a response in the dialect of the request. */
export function bodyOf(flat: Flat, answer: Answer): Fields {
  if (!isVersioned(flat) && !isForeign(flat)) return writeEnvelope(answer)
  const RequestId = crypto.randomUUID()
  if (answer.code === 0) {
    const data = capitalised(answer.data)
    return { Response: { ...(isFields(data) && data), RequestId } }
  }
  const Code = errors[answer.code] ?? answer.codeDesc ?? String(answer.code)
  const Response = { Error: { Code, Message: answer.message ?? '' }, RequestId }
  // A client that asks for an unsupported dialect may read either form, so include both.
  return isForeign(flat) ? { ...writeEnvelope(answer), Response } : { Response }
}
