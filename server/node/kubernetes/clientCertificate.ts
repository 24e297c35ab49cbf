import { X509Certificate } from 'node:crypto'

/** Milliseconds before its expiry from which a certificate is reported. */
const warningTime = 7 * 86_400_000

function certificateOf(cert: string | undefined): X509Certificate | undefined {
  if (cert === undefined) return undefined
  try {
    return new X509Certificate(cert)
  } catch {
    return undefined
  }
}

const timeText = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')

/**
 * The reason why servers reject a client certificate at a given time; undefined if it is valid or
 * absent.
 */
export function clientCertificateFault(cert: string | undefined, now: number): string | undefined {
  const certificate = certificateOf(cert)
  if (!certificate) return undefined
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
  if (now > to) return `the client certificate of the kubeconfig expired at ${timeText(to)}`
  if (now < from)
    return `the client certificate of the kubeconfig is not valid before ${timeText(from)}`
  return undefined
}

/**
 * A warning about a client certificate that is invalid or expires soon; undefined for any other.
 */
export function clientCertificateWarning(
  cert: string | undefined,
  now: number,
): string | undefined {
  const fault = clientCertificateFault(cert, now)
  if (fault !== undefined) return fault
  const to = Date.parse(certificateOf(cert)?.validTo ?? '')
  return to - now < warningTime
    ? `the client certificate of the kubeconfig expires at ${timeText(to)}`
    : undefined
}
