import type { TFunction } from 'i18next'
import { countForText } from '../../../ui/forms/numberText'
import type { AccessValues, ClusterValues, MachineValues } from './values'
import { hasAddress } from './values'

type T = TFunction<'clusterForms'>

/** Summary of the choices as label and text, for review before sending. */
export type Summary = readonly (readonly [name: string, text: string])[]

const describeLogin = ({ credential, keyId }: AccessValues, t: T) =>
  credential === 'key' ? t('summary.keyPair', { key: keyId || '–' }) : t(`credential.${credential}`)

export function summarizeMachines(values: MachineValues, t: T): Summary {
  const { cvmType, bandwidthType, bandwidth } = values
  const isNone = Number(bandwidth) === 0
  const paid = t(`cvmType.${cvmType}`)
  return [
    [
      t('summary.machines'),
      t('summary.size', {
        count: countForText(values.goodsNum),
        family: values.instanceType,
        cpu: values.cpu,
        mem: values.mem,
      }),
    ],
    [
      t('summary.disks'),
      t(Number(values.storageSize) > 0 ? 'summary.twoDisks' : 'summary.oneDisk', {
        root: values.rootSize,
        data: values.storageSize,
      }),
    ],
    [
      t('summary.billing'),
      cvmType === 'PayByMonth'
        ? t('summary.months', { paid, count: countForText(values.period) })
        : paid,
    ],
    [
      t('summary.bandwidth'),
      isNone
        ? t('summary.noBandwidth')
        : t(`summary.bandwidthBy.${bandwidthType}`, {
            bandwidth,
            address: t(hasAddress(values) ? 'summary.address' : 'summary.noAddress'),
          }),
    ],
    [t('summary.place'), [values.zoneId, values.subnetId].filter(Boolean).join(' · ') || '–'],
    [t('field.credential'), describeLogin(values, t)],
    [t('field.sgId'), values.sgId || t('noGroup')],
  ]
}

export const summarizeCluster = (values: ClusterValues, t: T): Summary => [
  [t('field.clusterName'), values.clusterName || '–'],
  [t('field.osName'), values.osName],
  [t('field.vpcId'), values.vpcId || '–'],
  [t('field.clusterCIDR'), values.clusterCIDR || '–'],
  ...summarizeMachines(values, t),
]
