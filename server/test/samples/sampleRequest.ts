import type { ActionName } from '../../../src/contract/index'
import type { SampleWorld } from './sampleWorld'

/** A correction without which a sample's request is refused, and its reason. */
export interface Correction {
  /** The parameter's name as spelled in the request, or that of the missing parameter. */
  name: string
  /** Undefined if the parameter is omitted. */
  value?: string | ((world: SampleWorld) => string)
  because: string
}

/** A request as the API document prints it. */
export interface SampleRequest {
  /** Action of the section, or the request's own if they differ. */
  action: ActionName
  /** The query of the request without public parameters, one parameter per line. */
  query: string
  /**
   * Creates the resources that the request needs, in a world with a cluster; returns names and IDs
   * to substitute.
   */
  before?: (world: SampleWorld) => Promise<Readonly<Record<string, string>>>
  slips?: readonly Correction[]
}
