import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { libsqlDatabase } from '../../test/stores'
import { createFilePresence } from './filePresence'

let testDatabase: ReturnType<typeof libsqlDatabase>
const files = () => fs.readdirSync(testDatabase.folder)

beforeEach(() => {
  testDatabase = libsqlDatabase()
})
afterEach(() => testDatabase.drop())

it('a process is alive while it holds its lock file, and removes it on leaving', async () => {
  const [presence, otherPresence] = [
    createFilePresence(testDatabase.folder),
    createFilePresence(testDatabase.folder),
  ]
  const id = await presence.id()
  expect(await otherPresence.isAlive(id)).toBe(true)
  await presence.leave()
  expect(await otherPresence.isAlive(id)).toBe(false)
  expect(files()).toEqual([])
})

it('isAlive removes the lock file of a dead process', async () => {
  const id = '0123456789abcdef'
  fs.writeFileSync(path.join(testDatabase.folder, `process-${id}.lock`), '')
  expect(await createFilePresence(testDatabase.folder).isAlive(id)).toBe(false)
  expect(files()).toEqual([])
})

it('isAlive ignores invalid process IDs', async () => {
  const lockFile = path.join(testDatabase.folder, 'process-x.lock')
  fs.writeFileSync(lockFile, '')
  for (const id of ['x', '', '../x'])
    expect(await createFilePresence(testDatabase.folder).isAlive(id)).toBe(false)
  expect(files()).toEqual(['process-x.lock'])
})
