import { codes, type PublicCode } from '../wire/codes'

/**
 * A refusal in the API's words: `code` and `codeDesc` of api-facts.md 1, `moduleCode` in front of the
 * message. A backend throws it to refuse a call; the endpoint answers with it.
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

/** 4000 with a module code of api-facts.md 1.2: the request cannot be read. */
export const malformed = (moduleCode: number, message: string) => refuse(4000, message, moduleCode)

/** 4000: a parameter is well formed but its value is impossible; `path` is its wire name. */
export const invalid = (path: string, message: string) => malformed(10000, `${path} ${message}`)

/** 5000: the resource that a parameter names does not exist, or is in another region. */
export const notFound = (resource: string, id: string) =>
  new ApiError(5000, `${resource}NotFound`, `${resource} ${id} does not exist in this region`)

/** 5100: the present state does not allow the action. */
export const denied = (codeDesc: string, message: string) => new ApiError(5100, codeDesc, message)
