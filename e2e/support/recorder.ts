import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as upstreamKey from '../../server/test/proxy/upstream'
import {
  envelope,
  type ReceivedRequest,
  startUpstream,
  type Upstream,
  type UpstreamReply,
} from '../../server/test/proxy/upstream'
import { sign } from '../../server/wire/sign'
import { type Server, secretId, secretKey, startServer } from './server'

/** A console whose endpoint records each call before it forwards it to a simulation. */
export interface Recorded {
  server: Server
  upstream: Upstream
  /** A response to send in place of the simulation's; undefined lets the simulation answer. */
  refuse: (answer: ((received: ReceivedRequest) => UpstreamReply | undefined) | undefined) => void
  stop: () => Promise<void>
}

const publics = ['Signature', 'SecretId', 'Timestamp', 'Nonce', 'SignatureMethod', 'RequestClient']
let nonces = 0

/** Forwards the call, signed with the simulation's key. */
async function forwardSigned(
  cloud: string,
  params: Record<string, string>,
): Promise<UpstreamReply> {
  nonces += 1
  const business = Object.entries(params).filter(([name]) => !publics.includes(name))
  const allParams: Record<string, string> = {
    ...Object.fromEntries(business),
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: String(nonces),
    SecretId: secretId,
    SignatureMethod: 'HmacSHA256',
  }
  const host = new URL(cloud).host
  const Signature = await sign({ method: 'POST', host, params: allParams, secretKey })
  const answer = await fetch(cloud, {
    method: 'POST',
    body: new URLSearchParams({ ...allParams, Signature }),
  })
  return { headers: { 'Content-Type': 'application/json' }, body: await answer.text() }
}

export async function startRecorded(): Promise<Recorded> {
  const cloud = await startServer()
  const upstream = await startUpstream()
  let refusal: ((received: ReceivedRequest) => UpstreamReply | undefined) | undefined
  upstream.reply = async (received) => {
    if (!received.isSigned) return envelope(4100, 'AuthFailure', '(10030)bad')
    return refusal?.(received) ?? forwardSigned(cloud.cloud, received.params)
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-recorded-'))
  const accounts = path.join(folder, 'accounts.json')
  const modules = ['ccs', 'ccr', 'monitor', 'cvm', 'vpc', 'dfw', 'cbs', 'account']
  fs.writeFileSync(
    accounts,
    JSON.stringify([
      {
        name: 'recorded',
        secretId: upstreamKey.secretId,
        secretKey: { value: upstreamKey.secretKey },
        regions: ['gz'],
        endpoints: Object.fromEntries(modules.map((name) => [name, upstream.url])),
      },
    ]),
    { mode: 0o600 },
  )
  const server = await startServer({ env: { GANTRY_ACCOUNTS: accounts, GANTRY_CLOUD_PORT: '0' } })
  return {
    server,
    upstream,
    refuse: (answer) => {
      refusal = answer
    },
    stop: async () => {
      await server.stop()
      await upstream.close()
      await cloud.stop()
      fs.rmSync(folder, { recursive: true })
    },
  }
}
