// npm run kubernetes:build [-- release]: builds what tests start, from pinned Go modules.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { componentsOf, folderOf } from './lib/components.mjs'
import { inRoot } from './lib/paths.mjs'

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** Runs go in a component's module; if go fails, exits with its message. */
function go(module, args) {
  const goRun = spawnSync('go', args, {
    cwd: inRoot('scripts/kubernetes/components', module),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (goRun.error) fail(`go cannot be run (${goRun.error.message}). Install Go 1.26 or newer.`)
  if (goRun.status !== 0) fail(`go ${args[0]} failed: see above.`)
  return goRun.stdout.trim()
}

/** Calls `make` with a temporary path, so that an interrupted build leaves no partial file. */
function ensure(file, make) {
  if (fs.existsSync(file)) return process.stdout.write(`${file} is there.\n`)
  process.stdout.write(`${file} …`)
  const startedAt = Date.now()
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  make(unfinished)
  fs.renameSync(unfinished, file)
  process.stdout.write(` ${Math.round((Date.now() - startedAt) / 1000)} s\n`)
}

/** The stages by which KWOK advances nodes and pods, as one text. */
function stagesOf({ module, stages }) {
  const source = go(module, ['list', '-m', '-f', '{{.Dir}}', stages.from])
  const files = stages.folders.flatMap((name) =>
    fs
      .readdirSync(path.join(source, name))
      .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
      .map((file) => path.join(source, name, file)),
  )
  return files.map((file) => fs.readFileSync(file, 'utf8')).join('\n---\n')
}

function requestedComponents() {
  try {
    return componentsOf(process.argv[2])
  } catch (error) {
    return fail(error.message)
  }
}

for (const component of requestedComponents()) {
  const { version, stamp, programs, stages } = component
  const module = component.source ?? component.module
  const target = folderOf(component)
  for (const [name, source] of Object.entries(programs)) {
    ensure(path.join(target, name), (file) => {
      const flags = ['-s', '-w', ...(stamp ? ['-X', `${stamp}=${version}`] : [])]
      go(module, ['build', '-trimpath', '-ldflags', flags.join(' '), '-o', file, source])
    })
  }
  if (stages) {
    ensure(path.join(target, 'stages.yaml'), (file) => {
      go(module, ['mod', 'download', stages.from])
      fs.writeFileSync(file, stagesOf(component))
    })
  }
}
