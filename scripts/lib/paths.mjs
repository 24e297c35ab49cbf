import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const inRoot = (...parts) => path.join(root, ...parts)
/** A program that a package brings along. */
export const bin = (name) => inRoot('node_modules', '.bin', name)
