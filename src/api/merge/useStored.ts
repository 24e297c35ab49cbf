import type { Action, RequestOf, ResponseOf } from '../../contract/action'
import { call } from '../client/call'
import { ApiError } from '../client/error'
import { useCloudLocation } from '../session/location'

/** The API's code for a resource that does not exist. */
const notFound = 5000

/**
 * Reads from the page's account and region, bypassing the cache; returns undefined if the resource
 * does not exist.
 */
export function useStored() {
  const { account, region } = useCloudLocation()
  return async <A extends Action>(
    action: A & { mutates: false },
    params: RequestOf<A>,
  ): Promise<ResponseOf<A> | undefined> => {
    try {
      return await call(action, { account, region }, params)
    } catch (error) {
      if (error instanceof ApiError && error.code === notFound) return undefined
      throw error
    }
  }
}
