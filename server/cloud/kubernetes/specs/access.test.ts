import { describe, expect, it } from 'vitest'
import { checkAccess, isInner, mergedAccess, newAccess } from './access'

const http = { name: 'http', protocol: 'TCP', port: 80, targetPort: 'web', nodePort: 30_080 }
const signalling = {
  name: 'sctp',
  protocol: 'SCTP',
  port: 5000,
  targetPort: 5000,
  nodePort: 30_050,
}
const current = (type: string, ...ports: object[]) => ({
  spec: { type, clusterIP: '10.0.0.7', sessionAffinity: 'ClientIP', ports },
})
const numberOf = (name: string) => (name === 'web' ? 8080 : undefined)
const spec = (accessType: 'ClusterIP' | 'LoadBalancer', nodePort?: number) => ({
  serviceName: 'web',
  namespace: 'default',
  accessType,
  portMappings: [
    { lbPort: 80, containerPort: 8080, protocol: 'TCP' as const, ...(nodePort && { nodePort }) },
  ],
})

describe('a modified Service', () => {
  it('keeps ports that the API cannot express, and names of ports with the requested number', () => {
    const before = current('NodePort', http, signalling)
    expect(mergedAccess(before, spec('ClusterIP', 30_080), numberOf)).toEqual(before)
  })

  it('is a NodePort if the request has node ports, and otherwise has none', () => {
    const before = current('LoadBalancer', http)
    expect(mergedAccess(before, spec('ClusterIP', 30_081), numberOf)).toEqual(
      current('NodePort', { ...http, nodePort: 30_081 }),
    )
    const { nodePort: _none, ...inner } = http
    expect(mergedAccess(before, spec('ClusterIP'), numberOf)).toEqual(current('ClusterIP', inner))
  })

  it('loses fields that its new type must not have', () => {
    const fields = { allocateLoadBalancerNodePorts: false, externalTrafficPolicy: 'Local' }
    const before = current('LoadBalancer', http)
    const rich = { spec: { ...before.spec, ...fields } }
    expect(mergedAccess(rich, spec('LoadBalancer'), numberOf)).toEqual(rich)
    expect(mergedAccess(rich, spec('ClusterIP'), numberOf)?.spec).not.toHaveProperty(
      'externalTrafficPolicy',
    )
  })

  it('stays if it has only ports that the API cannot express', () => {
    const before = current('ClusterIP', { name: 'sctp', protocol: 'SCTP', port: 5000 })
    expect(mergedAccess(before, { ...spec('ClusterIP'), portMappings: [] }, numberOf)).toEqual(
      before,
    )
    const unnamedPort = current('ClusterIP', { protocol: 'TCP', port: 80 })
    expect(
      mergedAccess(unnamedPort, { ...spec('ClusterIP'), portMappings: [] }, numberOf),
    ).toBeUndefined()
  })
})

describe('an internal load balancer', () => {
  const inner = { annotations: { 'example.com/scheme': 'internal' }, subnetId: 'subnet-1' }
  const requested = (
    accessType: 'ClusterIP' | 'LoadBalancer' | 'SvcLBTypeInner',
    subnetId?: string,
  ) => ({ ...spec('ClusterIP'), accessType, ...(subnetId !== undefined && { subnetId }) })
  const metadataWith = (annotations: object) => ({ metadata: { name: 'web', annotations } })

  it('is refused with its reason where no annotation is configured', () => {
    expect(() => checkAccess(requested('SvcLBTypeInner', 'subnet-1'), undefined)).toThrow(
      /no annotation for internal load balancers is configured/,
    )
    expect(() => checkAccess(requested('SvcLBTypeInner', 'subnet-1'), inner)).not.toThrow()
  })

  it('is refused in a subnet that the look-ups do not return', () => {
    expect(() => checkAccess(requested('SvcLBTypeInner', 'subnet-2'), inner)).toThrow(
      'subnet-2 does not exist; the subnet is subnet-1',
    )
  })

  it('is a Service of type LoadBalancer with the annotations', () => {
    expect(newAccess(requested('SvcLBTypeInner'), {}, inner)).toMatchObject({
      metadata: { annotations: inner.annotations },
      spec: { type: 'LoadBalancer' },
    })
    expect(newAccess(requested('LoadBalancer'), {}, inner).metadata).not.toHaveProperty(
      'annotations',
    )
  })

  it('gains and loses only these annotations when the access type changes', () => {
    const own = { 'example.com/owner': 'team-a' }
    const before = { ...metadataWith(own), ...current('LoadBalancer', http) }
    const changed = mergedAccess(before, requested('SvcLBTypeInner'), numberOf, inner)
    expect(changed).toMatchObject(metadataWith({ ...own, ...inner.annotations }))
    expect(mergedAccess(changed ?? {}, requested('SvcLBTypeInner'), numberOf, inner)).toEqual(
      changed,
    )
    for (const type of ['LoadBalancer', 'ClusterIP'] as const) {
      expect(mergedAccess(changed ?? {}, requested(type), numberOf, inner)?.metadata).toEqual(
        metadataWith(own).metadata,
      )
    }
  })

  it('is recognised by all annotations with their values', () => {
    expect(isInner({ ...inner.annotations, other: '1' }, inner)).toBe(true)
    expect(isInner({ 'example.com/scheme': 'public' }, inner)).toBe(false)
    expect(isInner(undefined, inner)).toBe(false)
    expect(isInner(inner.annotations, undefined)).toBe(false)
  })
})
