import { useMemo } from 'react'
import { useConsoleRead } from '../../api/client/useConsole'
import { useCloudLocation } from '../../api/session/location'
import { type ImageUse, listImageUses } from '../../contract/console/inventory/routes'

export type { ImageUse }

export interface ImageUsage {
  uses: readonly ImageUse[]
  /** Number of lists of the inventory that are unread or could not be read lately. */
  unread: number
}

/**
 * Services that run images of the registry, in all regions of the account: the registry spans
 * regions, so a tag may be in use in any of them. `isFresh` bypasses the cache, for use before a
 * deletion.
 */
export function useImageUsage({ isFresh = false } = {}) {
  const { account } = useCloudLocation()
  const { data, ...state } = useConsoleRead(
    listImageUses,
    { query: { account } },
    { isKept: true, isFresh },
  )
  const usage = useMemo(
    (): ImageUsage | undefined => data && { uses: data.uses, unread: data.unread + data.failing },
    [data],
  )
  return { ...state, data: usage }
}
