import { describe, expect, it } from 'vitest'
import { isExpressible, mergedVolumes, type Volume } from './volumes'

const items = [
  { key: 'a', path: 'x/a', mode: 256 },
  { key: 'b', path: 'b' },
]
const config = { name: 'conf', configMap: { name: 'app-3', items, defaultMode: 420 } }
const merged = (current: object[], desired: Volume[], foreign: string[] = []) =>
  mergedVolumes(
    current.map((item) => ({ ...item })),
    desired,
    (name) => foreign.includes(name),
  )

describe('a modified volume', () => {
  it('keeps paths and modes of the keys of a ConfigMap', () => {
    const requested = {
      name: 'conf',
      volumeType: 'configMap',
      configId: 'app',
      configVersion: '3',
    } as const
    expect(merged([config], [{ ...requested, configKeys: ['b', 'a'] }])).toEqual([config])
    expect(merged([config], [{ ...requested, configKeys: ['a', 'c'] }])).toEqual([
      {
        name: 'conf',
        configMap: {
          name: 'app-3',
          defaultMode: 420,
          items: [items[0], { key: 'c', path: 'c' }],
        },
      },
    ])
  })

  it('keeps the spelling of an equal NFS path', () => {
    const nfs = { name: 'share', nfs: { server: 'fd00::1', path: '/data', readOnly: true } }
    const requested = { name: 'share', volumeType: 'nfsDisk', nfsPath: 'fd00::1:/data' } as const
    expect(merged([nfs], [requested])).toEqual([nfs])
  })

  it('stays without a request if the API cannot express it', () => {
    const secret = { name: 'keys', secret: { secretName: 'keys' } }
    const scratch = { name: 'scratch', emptyDir: { medium: 'Memory' } }
    expect(merged([secret, scratch], [], ['keys'])).toEqual([secret])
  })
})

describe('isExpressible', () => {
  it('is false for volume types that the API lacks, whole ConfigMaps and claims of several replicas', () => {
    const claim = { name: 'data', persistentVolumeClaim: { claimName: 'data' } }
    expect(isExpressible(claim, 1)).toBe(true)
    expect(isExpressible(claim, 2)).toBe(false)
    expect(isExpressible(config, 2)).toBe(true)
    expect(isExpressible({ name: 'conf', configMap: { name: 'app' } }, 1)).toBe(false)
    expect(isExpressible({ name: 'keys', secret: {} }, 1)).toBe(false)
  })
})
