import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** What a region is called, with its short name behind: `Guangzhou (gz)`; the short name alone where it has none. */
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
