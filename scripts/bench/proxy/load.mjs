// Sends one request repeatedly over a number of connections and reports how many were answered with
// 200.
import { Pool } from 'undici'

process.on('message', async ({ origin, path, headers, body, connections, milliseconds }) => {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  const times = []
  let failures = 0
  const endAt = Date.now() + milliseconds
  async function sendUntilEnd() {
    while (Date.now() < endAt) {
      const startedAt = performance.now()
      const answer = await pool.request({ method: 'POST', path, headers, body })
      await answer.body.dump()
      times.push(performance.now() - startedAt)
      if (answer.statusCode !== 200) failures += 1
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, sendUntilEnd))
  const seconds = (performance.now() - startedAt) / 1000
  await pool.close()
  times.sort((a, b) => a - b)
  process.send({
    perSecond: times.length / seconds,
    median: times[times.length >> 1],
    others: failures,
  })
})
process.send('ready')
