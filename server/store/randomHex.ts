/** Random bytes in hexadecimal, by Web Crypto: the demo runs the store in a browser. */
export const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (one) =>
    one.toString(16).padStart(2, '0'),
  ).join('')
