import type { TFunction } from 'i18next'
import type { AccessValues, ClusterValues, MachineValues } from './values'
import { hasAddress } from './values'

type T = TFunction<'clusterForms'>

/** Summary of the choices as label and text, for review before sending. */
export type Said = readonly (readonly [name: string, words: string])[]

const accessSaid = ({ credential, keyId }: AccessValues, t: T) =>
  credential === 'key' ? t('said.keyPair', { key: keyId || '–' }) : t(`credential.${credential}`)

export function machinesSaid(values: MachineValues, t: T): Said {
  const { cvmType, bandwidthType, bandwidth } = values
  const isNone = Number(bandwidth) === 0
  const paid = t(`cvmType.${cvmType}`)
  return [
    [
      t('said.machines'),
      t('said.size', {
        count: Number(values.goodsNum),
        family: values.instanceType,
        cpu: values.cpu,
        mem: values.mem,
      }),
    ],
    [
      t('said.disks'),
      t(Number(values.storageSize) > 0 ? 'said.twoDisks' : 'said.oneDisk', {
        root: values.rootSize,
        data: values.storageSize,
      }),
    ],
    [
      t('said.billing'),
      cvmType === 'PayByMonth' ? t('said.months', { paid, count: Number(values.period) }) : paid,
    ],
    [
      t('said.bandwidth'),
      isNone
        ? t('said.noBandwidth')
        : t(`said.bandwidthBy.${bandwidthType}`, {
            bandwidth,
            address: t(hasAddress(values) ? 'said.address' : 'said.noAddress'),
          }),
    ],
    [t('said.place'), [values.zoneId, values.subnetId].filter(Boolean).join(' · ') || '–'],
    [t('field.credential'), accessSaid(values, t)],
    [t('field.sgId'), values.sgId || t('noGroup')],
  ]
}

export const clusterSaid = (values: ClusterValues, t: T): Said => [
  [t('field.clusterName'), values.clusterName || '–'],
  [t('field.osName'), values.osName],
  [t('field.vpcId'), values.vpcId || '–'],
  [t('field.clusterCIDR'), values.clusterCIDR || '–'],
  ...machinesSaid(values, t),
]
