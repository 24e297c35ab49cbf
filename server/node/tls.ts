import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { Config } from './config'
import { ConfigError } from './configError'

export interface Tls {
  cert: string
  key: string
}

function fileOf(variable: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`${variable} cannot be read: ${why}`)
  }
}

/** Throws where the text is not what its variable wants; tells what that is. */
function proven(file: string, wants: string, read: () => unknown): void {
  try {
    read()
  } catch {
    throw new ConfigError(`${file} is not ${wants}.`)
  }
}

function fits({ cert, key }: Tls): boolean {
  try {
    createSecureContext({ cert, key })
    return true
  } catch {
    return false
  }
}

/** Certificate and key of the embedded cloud's port; undefined: it speaks plain HTTP. */
export function cloudTls({ cloud }: Config): Tls | undefined {
  if (!cloud.tls) return undefined
  const { cert: certFile, key: keyFile } = cloud.tls
  const tls = {
    cert: fileOf('GANTRY_CLOUD_TLS_CERT', certFile),
    key: fileOf('GANTRY_CLOUD_TLS_KEY', keyFile),
  }
  proven(
    `GANTRY_CLOUD_TLS_CERT ${certFile}`,
    'a certificate in PEM form (-----BEGIN CERTIFICATE-----)',
    () => new X509Certificate(tls.cert),
  )
  proven(`GANTRY_CLOUD_TLS_KEY ${keyFile}`, 'a private key in PEM form without a passphrase', () =>
    createSecureContext({ key: tls.key }),
  )
  if (fits(tls)) return tls
  throw new ConfigError(
    `The key ${keyFile} (GANTRY_CLOUD_TLS_KEY) does not belong to the certificate ${certFile} (GANTRY_CLOUD_TLS_CERT); set both to files of the same pair.`,
  )
}
