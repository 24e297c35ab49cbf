import { codes, type PublicCode } from '../wire/codes'

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
  new ApiError(code, codes[code].name, message, moduleCode)

/** 4000 with a module code of api-facts.md 1.2 for a request that cannot be parsed. */
export const malformed = (moduleCode: number, message: string) => refuse(4000, message, moduleCode)

/** 4000 for a parameter whose value is well formed but impossible; `path` is its wire name. */
export const invalid = (path: string, message: string) => malformed(10000, `${path} ${message}`)

/** 5000 for a resource that does not exist or is in another region. */
export const notFound = (resource: string, id: string) =>
  new ApiError(5000, `${resource}NotFound`, `${resource} ${id} does not exist in this region`)

/** 5100 for an action that the current state does not allow. */
export const denied = (codeDesc: string, message: string) => new ApiError(5100, codeDesc, message)
