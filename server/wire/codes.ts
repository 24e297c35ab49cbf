import { type CodeEntry, type PublicCode, publicCodes } from '../../src/contract/tables/publicCodes'

const isPublic = (code: number): code is PublicCode => Object.hasOwn(publicCodes, code)

/** Returns a public code; undefined for other codes, such as those of GetMonitorData. */
export const codeOf = (code: number): CodeEntry | undefined =>
  isPublic(code) ? publicCodes[code] : undefined

/** Parses `(<module code>)<text>`; the module code may be negative (返回结果, api-facts.md 1.2). */
export function parseMessage(message: string): { moduleCode?: number; text: string } {
  const [, digits, text] = /^\((-?\d{1,15})\)([\s\S]*)$/.exec(message) ?? []
  if (digits === undefined || text === undefined) return { text: message }
  return { moduleCode: Number(digits), text }
}

/** The inverse of `parseMessage`. */
export const formatMessage = (text: string, moduleCode?: number): string =>
  moduleCode === undefined ? text : `(${moduleCode})${text}`
