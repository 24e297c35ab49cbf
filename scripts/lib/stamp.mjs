import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { inRoot, root } from './paths.mjs'

function* filesBelow(file) {
  if (!fs.existsSync(file)) return
  if (!fs.statSync(file).isDirectory()) {
    yield file
    return
  }
  for (const name of fs.readdirSync(file).sort()) yield* filesBelow(path.join(file, name))
}

/** A digest of the names and contents of files and folders, given relative to the project. */
export function digest(entries, skip = () => false) {
  const hash = createHash('sha256')
  for (const entry of entries) {
    for (const file of filesBelow(inRoot(entry))) {
      if (skip(file)) continue
      hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

export const readStamp = (file) =>
  fs.existsSync(inRoot(file)) ? fs.readFileSync(inRoot(file), 'utf8').trim() : ''

export const writeStamp = (file, value) => fs.writeFileSync(inRoot(file), `${value}\n`)
