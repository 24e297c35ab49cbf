import { createHmac, KeyObject, timingSafeEqual } from 'node:crypto'
import { vi } from 'vitest'

/**
 * Computes WebCrypto's HMACs in the calling thread until `vi.restoreAllMocks`. A signature of a few
 * hundred bytes takes microseconds there, and a hundred times as long in the thread pool.
 */
export function computeHmacInThread(): void {
  const macOf = (key: CryptoKey, data: BufferSource) => {
    const hash = 'hash' in key.algorithm ? Object(key.algorithm.hash).name : ''
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data)
    return createHmac(String(hash).replace('-', ''), KeyObject.from(key)).update(bytes).digest()
  }
  vi.spyOn(crypto.subtle, 'sign').mockImplementation(
    async (_algorithm, key, data) => Uint8Array.from(macOf(key, data)).buffer,
  )
  vi.spyOn(crypto.subtle, 'verify').mockImplementation(async (_algorithm, key, signature, data) => {
    const signatureBytes = ArrayBuffer.isView(signature)
      ? new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength)
      : new Uint8Array(signature)
    const mac = macOf(key, data)
    return signatureBytes.length === mac.length && timingSafeEqual(signatureBytes, mac)
  })
}
