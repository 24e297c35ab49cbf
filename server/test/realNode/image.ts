import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** An image of one layer. */
export interface Image {
  /** Image name with a tag. */
  name: string
  entrypoint: readonly string[]
  env?: Readonly<Record<string, string>>
  workingFolder?: string
}

const layout = 'application/vnd.oci.image'

/** Packs a folder reproducibly: the same content results in the same bytes. */
function pack(archive: string, folder: string): void {
  const stable = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  execFileSync('tar', [...stable, '-cf', archive, '-C', folder, '.'])
}

/** Writes an OCI archive whose only layer is the root file system in `root`. */
export function writeImage(archive: string, root: string, image: Image): void {
  const folder = `${archive}.layout`
  const blobs = path.join(folder, 'blobs', 'sha256')
  fs.mkdirSync(blobs, { recursive: true })

  function addFile(file: string, mediaType: string) {
    const content = fs.readFileSync(file)
    const hash = createHash('sha256').update(content).digest('hex')
    fs.renameSync(file, path.join(blobs, hash))
    return { mediaType, digest: `sha256:${hash}`, size: content.length }
  }
  function addJson(content: object, mediaType: string) {
    const file = path.join(folder, 'blob')
    fs.writeFileSync(file, JSON.stringify(content))
    return addFile(file, mediaType)
  }

  const layer = path.join(folder, 'layer.tar')
  pack(layer, root)
  const added = addFile(layer, `${layout}.layer.v1.tar`)
  const config = addJson(
    {
      architecture: { x64: 'amd64' }[process.arch as string] ?? process.arch,
      os: 'linux',
      config: {
        Entrypoint: image.entrypoint,
        Env: Object.entries(image.env ?? {}).map(([name, value]) => `${name}=${value}`),
        WorkingDir: image.workingFolder ?? '/',
      },
      // The layer is not compressed, so its digest is that of its content.
      rootfs: { type: 'layers', diff_ids: [added.digest] },
    },
    `${layout}.config.v1+json`,
  )
  const manifest = addJson(
    { schemaVersion: 2, mediaType: `${layout}.manifest.v1+json`, config, layers: [added] },
    `${layout}.manifest.v1+json`,
  )
  const annotations = { 'io.containerd.image.name': image.name }
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] }
  fs.writeFileSync(path.join(folder, 'index.json'), JSON.stringify(index))
  fs.writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  pack(archive, folder)
  fs.rmSync(folder, { recursive: true })
}
