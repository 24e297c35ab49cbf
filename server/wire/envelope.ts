import type { Action } from '../../src/contract/action'
import { isFields } from '../../src/contract/fields'
import { codeOf, formatMessage, parseMessage } from './codes'
import { conform, type Fields } from './conform'
import { shapeOf } from './shape'

/** A response of an endpoint, independent of its dialect. */
export interface Envelope {
  /** 0 means success. */
  code: number
  codeDesc: string
  /** The message without the module code. */
  message: string
  moduleCode?: number
  /** Identifies the request in the vendor's logs; not the task ID that CreateCluster returns. */
  requestId?: string
  /** Fields of the response, in the contract's types if the call succeeded. */
  data: Fields
}

/** Maps the error names of the `Version` dialect to codes. */
const codesByErrorName: Readonly<Record<string, number>> = {
  AuthFailure: 4100,
  UnauthorizedOperation: 4101,
  InvalidParameter: 4000,
  InvalidParameterValue: 4000,
  MissingParameter: 4000,
  UnknownParameter: 4000,
  RequestLimitExceeded: 4400,
  ResourceNotFound: 5000,
  InternalError: 6000,
  InvalidAction: 6100,
  UnsupportedRegion: 4000,
}

/** Deeper than any response; protects the stack from malicious responses. */
const maxDepth = 24

function renameFields(
  value: unknown,
  rename: (name: string, siblings: Fields) => string,
  depth = 0,
): unknown {
  if (depth > maxDepth) return value
  if (Array.isArray(value)) return value.map((item) => renameFields(item, rename, depth + 1))
  if (!isFields(value)) return value
  const entries = Object.entries(value).map(([name, child]) => [
    rename(name, value),
    renameFields(child, rename, depth + 1),
  ])
  return Object.fromEntries(entries)
}

const lowerFirst = (name: string, siblings: Fields) => {
  const lower = name.charAt(0).toLowerCase() + name.slice(1)
  return Object.hasOwn(siblings, lower) ? name : lower
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

function dataOf(action: Action, fields: Fields): Fields {
  const misspellings = new Map(Object.entries(action.misspellings))
  const rename = (name: string, siblings: Fields) => {
    const corrected = misspellings.get(name)
    return corrected !== undefined && !Object.hasOwn(siblings, corrected) ? corrected : name
  }
  const value = misspellings.size > 0 ? renameFields(fields, rename) : fields
  const data = conform(action.response, value)
  return isFields(data) ? data : fields
}

/**
 * Merges the fields inside `data` with those beside it. The document has both forms, and in VPC
 * `data` is a field itself.
 */
function mergeData(action: Action, body: Fields): Fields {
  const { code: _code, codeDesc: _desc, message: _message, data, ...siblings } = body
  const shape = shapeOf(action.response)
  const isField = shape.kind === 'object' && shape.fields.some(([name]) => name === 'data')
  if (isField || Array.isArray(data)) return data === undefined ? siblings : { ...siblings, data }
  if (!isFields(data)) return siblings
  return Object.keys(siblings).length === 0 ? data : { ...siblings, ...data }
}

function readVersioned(action: Action, response: Fields): Envelope {
  const { RequestId, Error: error, ...fields } = response
  const requestId = typeof RequestId === 'string' ? { requestId: RequestId } : {}
  if (!isFields(error)) {
    const renamed = renameFields(fields, lowerFirst)
    const data = dataOf(action, isFields(renamed) ? renamed : fields)
    return { code: 0, codeDesc: 'Success', message: '', ...requestId, data }
  }
  const codeDesc = textOf(error.Code)
  const code = codesByErrorName[codeDesc.split('.')[0] ?? ''] ?? 5100
  return { code, codeDesc, message: textOf(error.Message), ...requestId, data: {} }
}

/**
 * Parses a response tolerantly: fields inside `data`, beside it or in both (DeleteInstances,
 * GetMonitorData, old CVM), a list in `data` (VPC), or everything in `Response` (calls with a
 * `Version`). Corrects misspelt names, and converts values to the contract's types. Returns
 * undefined if the body is not a response of the API; never throws.
 */
export function readEnvelope(action: Action, body: unknown): Envelope | undefined {
  if (!isFields(body)) return undefined
  if (isFields(body.Response)) return readVersioned(action, body.Response)
  const code = typeof body.code === 'string' && body.code !== '' ? Number(body.code) : body.code
  if (typeof code !== 'number' || !Number.isSafeInteger(code)) return undefined
  const { text, moduleCode } = parseMessage(textOf(body.message))
  const fields = mergeData(action, body)
  return {
    code,
    codeDesc: textOf(body.codeDesc) || (codeOf(code)?.name ?? ''),
    message: text,
    ...(moduleCode === undefined ? {} : { moduleCode }),
    ...(typeof body.requestId === 'string' ? { requestId: body.requestId } : {}),
    data: code === 0 ? dataOf(action, fields) : fields,
  }
}

/** Content of a response. */
export interface ResponseContent {
  code: number
  /** Defaults to the public name of the code. */
  codeDesc?: string
  message?: string
  /** Prefixed to the message as `(<code>)`. */
  moduleCode?: number
  data?: Fields
  /** The action's `flat`. */
  flat?: Action['flat']
}

/** Returns the body of a response in the API's format (返回结果); omits `data` if it is empty. */
export function writeEnvelope({
  code,
  codeDesc,
  message,
  moduleCode,
  data,
  flat,
}: ResponseContent): Fields {
  const hasData = data !== undefined && Object.keys(data).length > 0
  return {
    code,
    message: formatMessage(message ?? '', moduleCode),
    codeDesc: codeDesc ?? codeOf(code)?.name ?? '',
    ...(hasData && flat !== false && flat !== undefined && data),
    ...(hasData && flat !== true && { data }),
  }
}
