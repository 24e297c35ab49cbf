import { type PublicCode, publicCodes } from '../../src/contract/tables/publicCodes'
import { type RefusalName, refusals } from '../../src/contract/tables/refusals'

/**
 * A refusal in the API's format: `code` and `codeDesc` of api-facts.md 1, and `moduleCode` before
 * the message. A backend throws it to refuse a call; the endpoint turns it into the response.
 */
export class ApiError extends Error {
  readonly code: number
  readonly codeDesc: string
  readonly moduleCode: number | undefined

  constructor(code: number, codeDesc: string, message: string, moduleCode?: number) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.codeDesc = codeDesc
    this.moduleCode = moduleCode
  }
}

/** A refusal under the public name of its code. */
export const refuse = (code: PublicCode, message: string, moduleCode?: number) =>
  new ApiError(code, publicCodes[code].name, message, moduleCode)

/** 4000 with a module code of api-facts.md 1.2 for a request that cannot be parsed. */
export const malformed = (moduleCode: number, message: string) => refuse(4000, message, moduleCode)

/**
 * 4000 for a parameter that is well formed but has an impossible value; `path` is its wire name.
 */
export const invalid = (path: string, message: string) => malformed(10000, `${path} ${message}`)

/** A refusal that the contract declares, by its `codeDesc`. */
export function refusal(codeDesc: RefusalName, message: string): ApiError {
  const declared: { code: number; moduleCode?: number } = refusals[codeDesc]
  return new ApiError(declared.code, codeDesc, message, declared.moduleCode)
}

/** Names of resources that can be missing: those with a refusal `<name>NotFound`. */
export type MissingResource = RefusalName extends infer Name
  ? Name extends `${infer Resource}NotFound`
    ? Resource
    : never
  : never

/** 5000: the resource that a parameter names does not exist, or is in another region. */
export const notFound = (resource: MissingResource, id: string) =>
  refusal(`${resource}NotFound`, `${resource} ${id} does not exist in this region`)

type Denial = {
  [Name in RefusalName]: (typeof refusals)[Name]['code'] extends 5100 ? Name : never
}[RefusalName]

/** 5100: the present state does not allow the action. */
export const denied = (codeDesc: Denial, message: string) => refusal(codeDesc, message)
