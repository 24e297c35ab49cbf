import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { Config } from './config'
import { ConfigError } from './configError'

const consoleNames = ['GANTRY_TLS_CERT', 'GANTRY_TLS_KEY'] as const

export interface Tls {
  cert: string
  key: string
}

function fileOf(variable: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`${variable} cannot be read: ${why}; set it to a file in PEM form.`)
  }
}

/** Throws ConfigError with the expected content if `read` fails. */
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

/**
 * Reads the certificate and key named by two variables; throws ConfigError if either is invalid or
 * they do not match.
 */
export function readTls(
  files: Tls,
  [certVariable, keyVariable]: readonly [string, string] = consoleNames,
): Tls {
  const tls = { cert: fileOf(certVariable, files.cert), key: fileOf(keyVariable, files.key) }
  proven(
    `${certVariable} ${files.cert}`,
    'a certificate in PEM form (-----BEGIN CERTIFICATE-----)',
    () => new X509Certificate(tls.cert),
  )
  proven(`${keyVariable} ${files.key}`, 'a private key in PEM form without a passphrase', () =>
    createSecureContext({ key: tls.key }),
  )
  if (fits(tls)) return tls
  throw new ConfigError(
    `The key ${files.key} (${keyVariable}) does not match the certificate ${files.cert} (${certVariable}); set both to files of the same pair.`,
  )
}

/** Certificate and key of the endpoint's port; undefined for plain HTTP. */
export const cloudTls = ({ cloud }: Config): Tls | undefined =>
  cloud.tls && readTls(cloud.tls, ['GANTRY_CLOUD_TLS_CERT', 'GANTRY_CLOUD_TLS_KEY'])
