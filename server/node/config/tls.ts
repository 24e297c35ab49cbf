import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { Config } from './config'
import { ConfigError } from './configError'

const consoleNames = ['GANTRY_TLS_CERT', 'GANTRY_TLS_KEY'] as const

/**
 * TLS 1.2 and 1.3 with cipher suites that have forward secrecy: a key stolen later does not decrypt
 * recorded traffic.
 */
export const forwardSecrecy = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
  ].join(':'),
} as const

export interface Tls {
  cert: string
  key: string
}

function readVariableFile(variable: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError(`${variable} cannot be read: ${reason}; set it to a file in PEM form.`)
  }
}

/** Throws ConfigError with the expected content if `read` fails. */
function assertReadable(file: string, expected: string, read: () => unknown): void {
  try {
    read()
  } catch {
    throw new ConfigError(`${file} is not ${expected}.`)
  }
}

function isPair({ cert, key }: Tls): boolean {
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
  const tls = {
    cert: readVariableFile(certVariable, files.cert),
    key: readVariableFile(keyVariable, files.key),
  }
  assertReadable(
    `${certVariable} ${files.cert}`,
    'a certificate in PEM form (-----BEGIN CERTIFICATE-----)',
    () => new X509Certificate(tls.cert),
  )
  assertReadable(
    `${keyVariable} ${files.key}`,
    'a private key in PEM form without a passphrase',
    () => createSecureContext({ key: tls.key }),
  )
  if (isPair(tls)) return tls
  throw new ConfigError(
    `The key ${files.key} (${keyVariable}) does not match the certificate ${files.cert} (${certVariable}); set both to files of the same pair.`,
  )
}

/** Reads certificate and key of the endpoint's port; undefined for plain HTTP. */
export const cloudTls = ({ cloud }: Config): Tls | undefined =>
  cloud.tls && readTls(cloud.tls, ['GANTRY_CLOUD_TLS_CERT', 'GANTRY_CLOUD_TLS_KEY'])
