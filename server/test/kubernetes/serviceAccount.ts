import fs from 'node:fs'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import * as z from 'zod/mini'

const manifestObject = z.looseObject({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
})

const folder = path.resolve(import.meta.dirname, '../../../deploy/kubernetes')

/** Returns the objects of a manifest in deploy/kubernetes. */
export const objectsOf = (manifest: string) =>
  parseAllDocuments(fs.readFileSync(path.join(folder, manifest), 'utf8')).map((document) =>
    z.parse(manifestObject, document.toJS()),
  )

/** The body of a request for a token of a service account. */
export const tokenRequest = {
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'TokenRequest',
  spec: {},
}

/** Returns the token in the response to a `tokenRequest`. */
export const tokenOf = (response: unknown): string =>
  z.parse(z.object({ status: z.object({ token: z.string() }) }), response).status.token
