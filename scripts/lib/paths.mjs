import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const inRoot = (...parts) => path.join(root, ...parts)
/** Path of a package's executable. */
export const bin = (name) => inRoot('node_modules', '.bin', name)
