import fs from 'node:fs'
import { createSecureContext } from 'node:tls'
import { ConfigError } from './configError'
import type { TlsFiles } from './http'

function textOf(name: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`${name} names ${file}, which cannot be read; put the PEM there.`)
  }
}

/** Certificate and key out of their files; throws ConfigError where they are none or do not fit. */
export function readTls(files: { cert: string; key: string }): TlsFiles {
  const tls = {
    cert: textOf('GANTRY_TLS_CERT', files.cert),
    key: textOf('GANTRY_TLS_KEY', files.key),
  }
  try {
    createSecureContext(tls)
  } catch {
    throw new ConfigError(
      `${files.cert} and ${files.key} are not a certificate in PEM and the key that belongs to it; correct GANTRY_TLS_CERT or GANTRY_TLS_KEY.`,
    )
  }
  return tls
}
