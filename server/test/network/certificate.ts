import { generateKeyPairSync, sign } from 'node:crypto'

/** Encodes a DER value: tag, length, content. */
function der(tag: number, ...parts: (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const integer = (value: number) => der(0x02, Uint8Array.of(value))
const oid = (...bytes: number[]) => der(0x06, Uint8Array.from(bytes))
const bits = (value: Uint8Array) => der(0x03, Uint8Array.of(0), value)
const time = (ms: number) =>
  der(0x17, `${new Date(ms).toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`)

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const rsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05))
const commonName = oid(0x55, 0x04, 0x03)
const subjectAltName = oid(0x55, 0x1d, 0x11)
const basicConstraints = oid(0x55, 0x1d, 0x13)

const day = 86_400_000
const pem = (what: string, bytes: Buffer) =>
  `-----BEGIN ${what}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${what}-----\n`

/** When a certificate is valid, in milliseconds since 1970. */
interface Validity {
  from?: number
  to?: number
}

/**
 * A self-signed certificate (RFC 5280) for a name and its key, both as PEM; valid from yesterday to
 * tomorrow by default.
 */
export function selfSigned(
  name: string,
  kind: 'ec' | 'rsa' = 'ec',
  { from = Date.now() - day, to = Date.now() + day }: Validity = {},
): { cert: string; key: string } {
  const { publicKey, privateKey } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = kind === 'ec' ? ecdsaWithSha256 : rsaWithSha256
  const subject = sequence(der(0x31, sequence(commonName, der(0x0c, name))))
  const extensions = sequence(
    sequence(basicConstraints, der(0x04, sequence(der(0x01, Uint8Array.of(0xff))))),
    sequence(subjectAltName, der(0x04, sequence(der(0x82, name)))),
  )
  const toSign = sequence(
    der(0xa0, integer(2)),
    integer(1),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = bits(sign('sha256', toSign, privateKey))
  return {
    cert: pem('CERTIFICATE', sequence(toSign, algorithm, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
