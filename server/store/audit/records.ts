import { type Fields, isFields } from '../../../src/contract/fields'
import type { Tables } from '../schema'
import { baselineAction } from './unchained'

/** Action of the entry that is written before old entries are deleted. */
export const deletionAction = 'DeleteAuditEntries'

type Row = Pick<Tables['audit'], 'user' | 'role' | 'action' | 'params'>

/** Rows that are older than the chain. */
export interface Baseline {
  rows: number
  digest: string
}

/** The last deleted entry, and the remaining rows that are older than the chain. */
export interface Deletion {
  throughSeq: number
  hash: string
  unchained: Baseline
}

const paramsOf = ({ params }: Row): Fields => {
  try {
    const value: unknown = JSON.parse(params)
    return isFields(value) ? value : {}
  } catch {
    return {}
  }
}

function baselineIn(value: unknown): Baseline | undefined {
  if (!isFields(value)) return undefined
  const { rows, digest } = value
  return typeof rows === 'number' && typeof digest === 'string' ? { rows, digest } : undefined
}

/**
 * Whether the console itself wrote the row: only its rows have these actions without user and role.
 */
const isOwn = ({ user, role }: Row) => user === '' && role === ''

export const baselineOf = (row: Row): Baseline | undefined =>
  isOwn(row) && row.action === baselineAction ? baselineIn(paramsOf(row)) : undefined

export function deletionOf(row: Row): Deletion | undefined {
  if (!isOwn(row) || row.action !== deletionAction) return undefined
  const { throughSeq, hash, unchained } = paramsOf(row)
  const baseline = baselineIn(unchained)
  if (typeof throughSeq !== 'number' || typeof hash !== 'string' || !baseline) return undefined
  return { throughSeq, hash, unchained: baseline }
}
