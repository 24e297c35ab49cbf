import { useTranslation } from 'react-i18next'

/**
 * Returns a function for why a machine cannot be added: translated if the reason is known,
 * otherwise the endpoint's text.
 */
export function useMachineReason(): (reason: string) => string {
  const { t } = useTranslation('clusterActions')
  return (reason) => {
    const key = `addExisting.reason.${reason}`
    return t(key as 'addExisting.reason.cvm not found', { defaultValue: reason, keySeparator: '.' })
  }
}
