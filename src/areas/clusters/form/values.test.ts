import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CreateCluster } from '../../../contract/actions/clusters/clusters'
import { familyNames, isSold } from '../../../contract/actions/clusters/machineSizes'
import { validate } from '../../../contract/rules/faults'
import { clusterOf, initialCluster, machinesOf, sizeLike } from './values'

const validValues = {
  ...initialCluster,
  clusterName: 'web',
  vpcId: 'vpc-1',
  zoneId: '100002',
  subnetId: 'subnet-1',
  clusterCIDR: '172.16.0.0/16',
  password: 'secret12',
}

const pathsOf = (values: typeof validValues) =>
  validate(CreateCluster, clusterOf(values)).map(({ path }) => path)

describe('CreateCluster request', () => {
  it('is valid with a password, a key pair or neither', () => {
    expect(pathsOf(validValues)).toEqual([])
    expect(pathsOf({ ...validValues, credential: 'key', keyId: 'skey-1' })).toEqual([])
    expect(clusterOf({ ...validValues, credential: 'key', keyId: 'skey-1' })).not.toHaveProperty(
      'password',
    )
    expect(pathsOf({ ...validValues, credential: 'generated' })).toEqual([])
    expect(clusterOf({ ...validValues, credential: 'generated' })).not.toHaveProperty('password')
  })

  it('omits empty values, so that the contract reports every missing field', () => {
    expect([...new Set(pathsOf({ ...initialCluster }))].toSorted()).toEqual([
      'clusterCIDR',
      'clusterName',
      'password',
      'subnetId',
      'vpcId',
      'zoneId',
    ])
    const empty = {
      ...validValues,
      cpu: '',
      mem: '',
      goodsNum: '',
      bandwidth: '',
      rootSize: '',
    } as const
    expect(pathsOf({ ...empty, storageSize: '' }).toSorted()).toEqual(
      ['bandwidth', 'cpu', 'goodsNum', 'mem', 'rootSize', 'storageSize'].toSorted(),
    )
    expect(pathsOf({ ...validValues, credential: 'key' })).toEqual(['keyId'])
    expect(pathsOf({ ...validValues, cvmType: 'PayByMonth', period: '' })).toEqual(['period'])
  })

  it('sets the gateway and public IP only with a bandwidth', () => {
    const gateway = { ...validValues, isVpcGateway: true, wanIp: true }
    expect(machinesOf({ ...gateway, bandwidth: 5 })).toMatchObject({ isVpcGateway: 1, wanIp: 1 })
    expect(machinesOf({ ...gateway, bandwidth: 0 })).toMatchObject({ isVpcGateway: 0 })
    expect(machinesOf({ ...gateway, bandwidth: 0 })).not.toHaveProperty('wanIp')
    expect(machinesOf({ ...gateway, bandwidth: 5, wanIp: false })).toMatchObject({
      isVpcGateway: 0,
      wanIp: 0,
    })
  })
})

it('selects an available size when the family changes', () => {
  const families = familyNames.filter((family) => family in initialFamilies)
  fc.assert(
    fc.property(
      fc.constantFrom(...families),
      fc.nat({ max: 64 }),
      fc.nat({ max: 400 }),
      (family, cpu, mem) => {
        const instanceType = family as keyof typeof initialFamilies
        const size = sizeLike({ instanceType, cpu, mem })
        expect(isSold(family, size.cpu, size.mem)).toBe(true)
      },
    ),
  )
})

const initialFamilies = {
  'CVM.S1': 1,
  'CVM.S2': 1,
  'CVM.I1': 1,
  'CVM.I2': 1,
  'CVM.M1': 1,
  'CVM.M2': 1,
  'CVM.C2': 1,
}
