// Calls and measurements of an endpoint for the benches.
import { createHmac } from 'node:crypto'
import fs from 'node:fs'

export const secretId = 'AKIDbench'
export const secretKey = 'benchbenchbenchbench'

/** Signed GET requests to the endpoint on a port, as any API client sends them. */
export function callsOn(port) {
  const host = `127.0.0.1:${port}`
  let nonce = 0
  return async (action, params = {}) => {
    nonce += 1
    const allParams = {
      Action: action,
      Region: 'gz',
      Timestamp: String(Math.floor(Date.now() / 1000)),
      Nonce: String(nonce),
      SecretId: secretId,
      ...params,
    }
    const pairs = Object.keys(allParams)
      .sort()
      .map((name) => `${name}=${allParams[name]}`)
    const stringToSign = `GET${host}/v2/index.php?${pairs.join('&')}`
    const Signature = createHmac('sha1', secretKey).update(stringToSign).digest('base64')
    const answer = await fetch(
      `http://${host}/v2/index.php?${new URLSearchParams({ ...allParams, Signature })}`,
      // Compression would hide the time of the endpoint and its backend.
      { headers: { 'Accept-Encoding': 'identity' } },
    )
    const body = await answer.json()
    if (body.code !== 0) throw new Error(`${action}: ${body.code} ${body.message}`)
    return body.data
  }
}

/** Repeats a call until the server of a process answers it. */
export async function firstAnswer(child, ask) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server has ended with ${child.exitCode}`)
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

export async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Current resident memory in MB; Linux only. */
export function memoryOf(child) {
  const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

export const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`
export const megabytes = (value) => `${value.toFixed(0)} MB`

/** Milliseconds of each of several runs, sorted. */
export async function timesOf(run, rounds) {
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now()
    await run(round)
    times.push(performance.now() - startedAt)
  }
  return times.sort((a, b) => a - b)
}

export const median = (sorted) => sorted[Math.floor(sorted.length / 2)]
export const slowest = (sorted) => sorted[Math.floor(sorted.length * 0.95)]
