const codeOf = (character: string, digits: number) =>
  character.charCodeAt(0).toString(16).padStart(digits, '0')

const toCharacterReference = (text: string, quote: string, apostrophe: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe)

/** JSON encodings of a text, also nested in another JSON string. */
function jsonEncodings(text: string): string[] {
  const escapedText = JSON.stringify(text).slice(1, -1)
  const ascii = escapedText.replace(/[\u0080-\uffff]/g, (match) => `\\u${codeOf(match, 4)}`)
  const upper = ascii.replace(/\\u\w{4}/g, (match) => `\\u${match.slice(2).toUpperCase()}`)
  return [
    JSON.stringify(escapedText).slice(1, -1),
    escapedText,
    escapedText.replaceAll('/', '\\/'),
    ascii,
    upper,
  ]
}

/** URL and form encodings of a text. */
function urlEncodings(text: string): string[] {
  const encoded = encodeURIComponent(text)
  const strict = encoded.replace(/[!'()*]/g, (match) => `%${codeOf(match, 2).toUpperCase()}`)
  const form = new URLSearchParams([['', text]]).toString().slice(1)
  const encodings = [encodeURI(text), encoded, strict, form, encodeURIComponent(encoded)]
  return [
    ...encodings,
    ...encodings.map((encoding) =>
      encoding.replace(/%../g, (character) => character.toLowerCase()),
    ),
  ]
}

/** HTML encodings of a text. */
const htmlEncodings = (text: string): string[] =>
  ['&#39;', '&#039;', '&#x27;', '&apos;', "'"].flatMap((apostrophe) =>
    ['&quot;', '&#34;', '&#x22;', '"'].map((quote) =>
      toCharacterReference(text, quote, apostrophe),
    ),
  )

/**
 * Returns all encodings in which a text may occur in a response, longest first. Letters and digits
 * have only one encoding.
 */
export function encodingsOf(secret: string): string[] {
  if (secret === '') return []
  // Unpaired surrogates cannot be sent or URL-encoded.
  const text = secret.replace(/\p{Surrogate}/gu, '\ufffd')
  const encodings = [text, ...urlEncodings(text), ...htmlEncodings(text)]
  const unique = new Set([...encodings, ...encodings.flatMap(jsonEncodings)])
  return [...unique].toSorted((a, b) => b.length - a.length)
}

/** Shorter encodings would also match ordinary text. */
const minLength = 8

/** The part of a text's Base64 that is independent of the surrounding bytes, for each alignment. */
const base64Encodings = (bytes: readonly number[]): string[] =>
  [0, 1, 2].flatMap((before) => {
    const paddedBase64 = btoa(String.fromCharCode(...Array<number>(before).fill(0), ...bytes))
    const from = Math.ceil((before * 8) / 6)
    const core = paddedBase64.slice(from, Math.floor(((before + bytes.length) * 8) / 6))
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** Encodings that change every character: Base64, hexadecimal and character references. */
export function opaqueEncodingsOf(text: string): string[] {
  const bytes = [...new TextEncoder().encode(text)]
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'))
  const codePoints = [...text].map((value) => value.codePointAt(0) ?? 0)
  const lowerCase = [
    hex.join(''),
    hex.map((value) => `%${value}`).join(''),
    codePoints.map((codePoint) => `&#x${codePoint.toString(16)};`).join(''),
  ]
  const decimal = codePoints.map((codePoint) => `&#${codePoint};`).join('')
  const upper = lowerCase.map((value) =>
    value.replaceAll(/[a-f\d]/g, (character) => character.toUpperCase()),
  )
  return [...new Set([...lowerCase, ...upper, decimal, ...base64Encodings(bytes)])].filter(
    ({ length }) => length >= minLength,
  )
}
