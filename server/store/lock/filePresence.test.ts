import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { libsqlPlace } from '../../test/stores'
import { presenceIn } from './filePresence'

let place: ReturnType<typeof libsqlPlace>
const files = () => fs.readdirSync(place.folder)

beforeEach(() => {
  place = libsqlPlace()
})
afterEach(() => place.drop())

it('a process lives for as long as it has its file, and takes it away', async () => {
  const [one, other] = [presenceIn(place.folder), presenceIn(place.folder)]
  const id = await one.id()
  expect(await other.isAlive(id)).toBe(true)
  await one.leave()
  expect(await other.isAlive(id)).toBe(false)
  expect(files()).toEqual([])
})

it('the file that a dead process has left is taken away by who looks for it', async () => {
  const id = '0123456789abcdef'
  fs.writeFileSync(path.join(place.folder, `process-${id}.lock`), '')
  expect(await presenceIn(place.folder).isAlive(id)).toBe(false)
  expect(files()).toEqual([])
})

it('what is no id of a process leads to no file', async () => {
  const kept = path.join(place.folder, 'process-x.lock')
  fs.writeFileSync(kept, '')
  for (const id of ['x', '', '../x']) expect(await presenceIn(place.folder).isAlive(id)).toBe(false)
  expect(files()).toEqual(['process-x.lock'])
})
