import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { holdFile } from '../sqlite/libsql'
import type { Presence } from './presence'

/** Presence of processes that share a folder, each with a lock file. */
export function presenceIn(folder: string): Presence {
  const own = randomBytes(8).toString('hex')
  const fileOf = (id: string) => path.join(folder, `process-${id}.lock`)
  let held: { release: () => void } | undefined

  const drop = (id: string) => {
    for (const suffix of ['', '-journal']) fs.rmSync(`${fileOf(id)}${suffix}`, { force: true })
  }

  return {
    async id() {
      held ??= holdFile(fileOf(own))
      return own
    },
    async isAlive(id) {
      if (id === own) return true
      if (!/^[0-9a-f]{16}$/.test(id) || !fs.existsSync(fileOf(id))) return false
      const lock = holdFile(fileOf(id))
      if (!lock) return true
      lock.release()
      drop(id)
      return false
    },
    async leave() {
      held?.release()
      held = undefined
      drop(own)
    },
  }
}
