import type { Action, Module } from '../../../src/contract/action'
import { isFields } from '../../../src/contract/fields'
import type { Fields } from '../../wire/conform'
import { type ResponseContent, writeEnvelope } from '../../wire/envelope'
import { type ApiError, refuse } from '../apiError'
import type { Flat } from '../backend'
import { knownAction } from './dispatch'

const newerVersion = '2017-03-12'

/** Hosts whose newer dialect has other action names and response formats. */
const versionedHosts: ReadonlySet<Module> = new Set<Module>(['cvm', 'vpc', 'cbs', 'dfw'])

/**
 * Whether a request uses the newer dialect of CVM (api-facts.md 3, c), selected by `Version`:
 * responses are nested in `Response`, names begin with capitals, and error codes are words.
 * DescribeZones is the only action here that has the same name in both dialects.
 */
const isVersioned = ({ Action, Version }: Flat) =>
  Action === 'DescribeZones' && Version === newerVersion

/** Whether a request selects a dialect that this endpoint does not have for the action. */
const isUnsupportedDialect = (flat: Flat) => {
  const host = knownAction(flat.Action ?? '')?.action.host
  return (
    Boolean(flat.Version) && !isVersioned(flat) && host !== undefined && versionedHosts.has(host)
  )
}

/**
 * Returns 6100 for an unsupported dialect: its clients would misread a response in the old dialect.
 */
export function versionRefusal({ name }: Action, flat: Flat): ApiError | undefined {
  if (!isUnsupportedDialect(flat)) return undefined
  const supported = name === 'DescribeZones' ? `only Version ${newerVersion}` : 'no Version'
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

const capitalize = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

function capitalizeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalizeKeys)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [capitalize(name), capitalizeKeys(child)]),
  )
}

/** Returns the body of a response in the dialect of the request. */
export function bodyOf(flat: Flat, answer: ResponseContent): Fields {
  if (!isVersioned(flat) && !isUnsupportedDialect(flat)) return writeEnvelope(answer)
  const RequestId = crypto.randomUUID()
  if (answer.code === 0) {
    const data = capitalizeKeys(answer.data)
    return { Response: { ...(isFields(data) && data), RequestId } }
  }
  const Code = errors[answer.code] ?? answer.codeDesc ?? String(answer.code)
  const Response = { Error: { Code, Message: answer.message ?? '' }, RequestId }
  // A client that selects an unsupported dialect may read either form, so the body includes both.
  return isUnsupportedDialect(flat) ? { ...writeEnvelope(answer), Response } : { Response }
}
