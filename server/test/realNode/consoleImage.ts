import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { importImage } from './containerd'
import { writeImage } from './image'

export const consoleImage = 'gantry.local/gantry:1'

/**
 * Paths of the shared libraries that a program or a native package is linked with. `ldd` names none
 * for packages of other C libraries, which Node does not load.
 */
function librariesOf(file: string): string[] {
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' })
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].flatMap(([, library]) => library ?? [])
}

/** Copies a file, not a link, to the same path below another root. */
function copyTo(root: string, file: string, target = file) {
  const copy = path.join(root, target)
  fs.mkdirSync(path.dirname(copy), { recursive: true })
  fs.copyFileSync(fs.realpathSync(file), copy)
}

/**
 * Imports an image like that of deploy/kubernetes/Containerfile without a registry: the Node of
 * this machine takes the place of the base image.
 */
export function importConsoleImage(folder: string): void {
  const root = path.join(folder, 'console')
  const server = path.resolve(import.meta.dirname, '../../../scripts/serverFolder.mjs')
  execFileSync(process.execPath, [server, path.join(root, 'gantry')])
  copyTo(root, process.execPath, '/usr/bin/node')
  const native = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.node'))
    .map((name) => path.join(root, name))
  const libraries = [process.execPath, ...native].flatMap(librariesOf)
  for (const file of new Set(libraries)) copyTo(root, file)
  const archive = path.join(folder, 'console.tar')
  writeImage(archive, root, {
    name: consoleImage,
    entrypoint: ['/usr/bin/node', 'dist/server/main.js'],
    env: { NODE_ENV: 'production', GANTRY_HOST: '0.0.0.0', GANTRY_DATA: '/data/gantry' },
    workingFolder: '/gantry',
  })
  importImage(archive)
  fs.rmSync(archive)
  fs.rmSync(root, { recursive: true })
}
