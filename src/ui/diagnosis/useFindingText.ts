import { useTranslation } from 'react-i18next'
import type { Finding } from '../../contract/diagnosis/finding'
import { rejectionNames } from '../../contract/diagnosis/scheduleRules'
import { cores } from '../../i18n/format'
import { useFormats } from '../../i18n/useFormats'

const isShort = (values: Finding['values']) => Object.hasOwn(values, 'containers')

const numberIn = (values: Finding['values'], name: string): number => Number(values[name] ?? 0)

/** The cause of a finding in words, and further sentences about it. */
export function useFindingText() {
  const { t, i18n } = useTranslation('diagnosis')
  const { t: reasons } = useTranslation('reasons')
  const { number, memory } = useFormats()

  /** CPU and memory, without an unknown part. */
  const amount = (cpu: number, mebibytes: number): string =>
    [
      cpu > 0 && t('cores', { count: cores(cpu), amount: number(cores(cpu)) }),
      mebibytes > 0 && memory(mebibytes),
    ]
      .filter(Boolean)
      .join(reasons('join'))

  /** Why no node accepts an instance: the nodes by reason, and the request. */
  function schedulingDetails({ values }: Finding): string[] {
    const rejected = rejectionNames
      .filter((name) => numberIn(values, name) > 0)
      .map((name) => t(`rejected.${name as 'cpu'}`, { count: numberIn(values, name) }))
    const requested = amount(numberIn(values, 'requestedCpu'), numberIn(values, 'requestedMemory'))
    const largest = amount(numberIn(values, 'largestCpu'), numberIn(values, 'largestMemory'))
    return [
      ...(rejected.length > 0 ? [rejected.join(reasons('join'))] : []),
      ...(requested === ''
        ? []
        : [t(largest ? 'requested' : 'requestedOnly', { amount: requested, largest })]),
    ]
  }

  return {
    cause: ({ code, values }: Finding): string =>
      isShort(values) && i18n.exists(`diagnosis:short.${code}`)
        ? t(`short.${code as 'imagePullFailed'}`)
        : t(`cause.${code}`, { ...values }),
    details: (finding: Finding): string[] =>
      finding.code === 'unschedulable' ? schedulingDetails(finding) : [],
  }
}
