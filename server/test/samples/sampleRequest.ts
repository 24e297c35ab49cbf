import type { ActionName } from '../../../src/contract/index'
import type { Ground } from './ground'

/** What has to be changed of a sample's request before it can be accepted, and why. */
export interface Slip {
  /** Name in the request, as it is spelled there; or the name of what it lacks. */
  name: string
  /** Undefined: the parameter is left out. */
  value?: string | ((ground: Ground) => string)
  because: string
}

/** A request as the API document prints it. */
export interface SampleRequest {
  /** Action of the section; the request's own where it says another. */
  action: ActionName
  /** The query of the request, without public parameters, a parameter a line. */
  query: string
  /** What has to be there before, in a world with a cluster; returns what stands for names and ids. */
  before?: (ground: Ground) => Promise<Readonly<Record<string, string>>>
  slips?: readonly Slip[]
}
