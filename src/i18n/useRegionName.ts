import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * A region's display name with its short name, e.g. `Guangzhou (gz)`; the short name alone if there
 * is no other.
 */
export function useRegionName(): (region: string) => string {
  const { t, i18n } = useTranslation('shell')
  return useCallback(
    (region) => {
      if (!i18n.exists(`shell:regions.${region}`)) return region
      return `${t(`regions.${region}` as 'regions.gz')} (${region})`
    },
    [t, i18n],
  )
}
