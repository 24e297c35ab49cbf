import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { lockFile } from '../sqlite/libsql'
import type { Presence } from './presence'

/** Presence of processes that share a folder; each process locks a file of its own. */
export function createFilePresence(folder: string): Presence {
  const ownId = randomBytes(8).toString('hex')
  const fileOf = (id: string) => path.join(folder, `process-${id}.lock`)
  let ownLock: { release: () => void } | undefined

  const removeFiles = (id: string) => {
    for (const suffix of ['', '-journal']) fs.rmSync(`${fileOf(id)}${suffix}`, { force: true })
  }

  return {
    async id() {
      ownLock ??= lockFile(fileOf(ownId))
      return ownId
    },
    async isAlive(id) {
      if (id === ownId) return true
      if (!/^[0-9a-f]{16}$/.test(id) || !fs.existsSync(fileOf(id))) return false
      const lock = lockFile(fileOf(id))
      if (!lock) return true
      lock.release()
      removeFiles(id)
      return false
    },
    async leave() {
      ownLock?.release()
      ownLock = undefined
      removeFiles(ownId)
    },
  }
}
