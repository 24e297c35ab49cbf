import { describe, expect, it } from 'vitest'
import { isExpressibleProbe, mergedProbe } from './probes'

const container = { ports: [{ name: 'http', containerPort: 8080 }] }
const http = { type: 'liveCheck', checkMethod: 'methodHttp', delayTime: 0 } as const

describe('a modified probe', () => {
  it('keeps everything but the requested settings', () => {
    const before = {
      httpGet: {
        path: '/a',
        port: 80,
        scheme: 'HTTPS',
        httpHeaders: [{ name: 'Host', value: 'x' }],
      },
      terminationGracePeriodSeconds: 3,
      failureThreshold: 9,
    }
    expect(mergedProbe(before, { ...http, port: 81 }, container)).toEqual({
      httpGet: { port: 81, httpHeaders: [{ name: 'Host', value: 'x' }] },
      terminationGracePeriodSeconds: 3,
    })
  })

  it('keeps the name of a port with the requested number', () => {
    const before = { httpGet: { path: '/', port: 'http' } }
    const requested = { ...http, path: '/' }
    expect(mergedProbe(before, { ...requested, port: 8080 }, container)).toEqual(before)
    expect(mergedProbe(before, { ...requested, port: 8081 }, container)).toMatchObject({
      httpGet: { port: 8081 },
    })
  })

  it('keeps the host of a TCP check, and the split into arguments of an equivalent command', () => {
    const tcp = { tcpSocket: { port: 1, host: 'db' } }
    const tcpCheck = { ...http, checkMethod: 'methodTcp', port: 1 } as const
    expect(mergedProbe(tcp, tcpCheck, container)).toEqual(tcp)
    const exec = { exec: { command: ['cat', '/tmp/ready'] } }
    const command = { ...http, checkMethod: 'methodCmd', cmd: 'cat /tmp/ready' } as const
    expect(mergedProbe(exec, command, container)).toEqual(exec)
    expect(mergedProbe(tcp, command, container)).toEqual({
      exec: { command: ['/bin/sh', '-c', 'cat /tmp/ready'] },
    })
  })

  it('keeps numbers outside the limits of the API, and drops omitted ones within them', () => {
    const before = {
      tcpSocket: { port: 1 },
      timeoutSeconds: 1,
      periodSeconds: 600,
      initialDelaySeconds: 120,
      failureThreshold: 5,
    }
    const requested = { ...http, checkMethod: 'methodTcp', port: 1 } as const
    const { failureThreshold: _dropped, ...kept } = before
    expect(mergedProbe(before, requested, container)).toEqual(kept)
    expect(mergedProbe(before, { ...requested, timeOut: 4 }, container)).toEqual({
      ...kept,
      timeoutSeconds: 4,
    })
  })

  it('stays without a request if the API cannot express its type of check', () => {
    for (const probe of [
      { grpc: { port: 9 } },
      { httpGet: { port: 'unknown' } },
      { exec: { command: [] } },
    ]) {
      expect(isExpressibleProbe(probe, container)).toBe(false)
      expect(mergedProbe(probe, undefined, container)).toEqual(probe)
    }
    expect(mergedProbe({ tcpSocket: { port: 1 } }, undefined, container)).toBeUndefined()
  })
})
