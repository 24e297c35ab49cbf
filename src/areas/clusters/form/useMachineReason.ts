import { useTranslation } from 'react-i18next'

/** Why a machine cannot be added, translated if known, else in the endpoint's words. */
export function useMachineReason(): (reason: string) => string {
  const { t } = useTranslation('clusterActions')
  return (reason) => {
    const key = `addExisting.reason.${reason}`
    return t(key as 'addExisting.reason.cvm not found', { defaultValue: reason, keySeparator: '.' })
  }
}
