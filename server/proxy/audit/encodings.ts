const codeOf = (sign: string, digits: number) =>
  sign.charCodeAt(0).toString(16).padStart(digits, '0')

const asHtml = (text: string, quote: string, apostrophe: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe)

/** The ways in which JSON writes a text, once and within a text of another JSON. */
function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const ascii = plain.replace(/[\u0080-\uffff]/g, (one) => `\\u${codeOf(one, 4)}`)
  const upper = ascii.replace(/\\u\w{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`)
  return [JSON.stringify(plain).slice(1, -1), plain, plain.replaceAll('/', '\\/'), ascii, upper]
}

/** The ways in which addresses and forms write a text. */
function inAddress(text: string): string[] {
  const usual = encodeURIComponent(text)
  const strict = usual.replace(/[!'()*]/g, (one) => `%${codeOf(one, 2).toUpperCase()}`)
  const form = new URLSearchParams([['', text]]).toString().slice(1)
  const all = [encodeURI(text), usual, strict, form, encodeURIComponent(usual)]
  return [...all, ...all.map((one) => one.replace(/%../g, (sign) => sign.toLowerCase()))]
}

/** The ways in which pages write a text. */
const inPage = (text: string): string[] =>
  ['&#39;', '&#039;', '&#x27;', '&apos;', "'"].flatMap((apostrophe) =>
    ['&quot;', '&#34;', '&#x22;', '"'].map((quote) => asHtml(text, quote, apostrophe)),
  )

/** The ways in which a text may stand in an answer, the longest first; of letters and digits there is one. */
export function spellings(secret: string): string[] {
  if (secret === '') return []
  // Half a sign cannot be sent, and no address can hold it.
  const text = secret.replace(/\p{Surrogate}/gu, '\ufffd')
  const all = [text, ...inAddress(text), ...inPage(text)]
  const unique = new Set([...all, ...all.flatMap(inJson)])
  return [...unique].toSorted((one, other) => other.length - one.length)
}

/** Fewer signs of a disguise would stand in other words too. */
const shortest = 8

/** Base64 of a text wherever it stands in a longer one: what its bytes alone decide. */
const inBase64 = (bytes: readonly number[]): string[] =>
  [0, 1, 2].flatMap((before) => {
    const whole = btoa(String.fromCharCode(...Array<number>(before).fill(0), ...bytes))
    const from = Math.ceil((before * 8) / 6)
    const core = whole.slice(from, Math.floor(((before + bytes.length) * 8) / 6))
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** The ways in which a text is written so that nobody knows it at sight: every sign of it as another. */
export function disguises(text: string): string[] {
  const bytes = [...new TextEncoder().encode(text)]
  const hex = bytes.map((one) => one.toString(16).padStart(2, '0'))
  const signs = [...text].map((one) => one.codePointAt(0) ?? 0)
  const inLower = [
    hex.join(''),
    hex.map((one) => `%${one}`).join(''),
    signs.map((one) => `&#x${one.toString(16)};`).join(''),
  ]
  const decimal = signs.map((one) => `&#${one};`).join('')
  const upper = inLower.map((one) => one.replaceAll(/[a-f\d]/g, (sign) => sign.toUpperCase()))
  return [...new Set([...inLower, ...upper, decimal, ...inBase64(bytes)])].filter(
    ({ length }) => length >= shortest,
  )
}
