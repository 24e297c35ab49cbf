/**
 * 32-bit words per entry: 16 bytes of a digest, the next entry of its hash chain, and the next
 * entry of its expiry minute.
 */
const wordsPerEntry = 6
const chainWord = 4
const minuteWord = 5
/** Entries are allocated in blocks, so that an endpoint with little traffic uses little memory. */
const entriesPerBlock = 16_384
const chainCount = 2 ** 18
/** Number of expiry minutes, enough for the latest accepted Timestamp; a power of two. */
const expiryMinutes = 512

const millisecondsPerMinute = 60_000
/** Index that means "no entry"; entries are numbered from 1. */
const noEntry = 0

/**
 * Stores digests of requests until they expire, in a fixed amount of memory: a hash table with
 * chained entries. A second chain links the entries of each expiry minute, so that expiring an
 * entry costs as much as inserting it and never blocks the process for long. Takes 24 bytes per
 * entry and 1 MiB.
 */
export class ReplayTable {
  readonly #blocks: Uint32Array[] = []
  readonly #chains = new Uint32Array(chainCount)
  readonly #minutes = new Uint32Array(expiryMinutes)
  /** Random, so that clients cannot choose requests that all fall into one chain. */
  readonly #multipliers = crypto.getRandomValues(new Uint32Array(2))
  #used = 0
  #free = noEntry
  #expiredUntil: number | undefined

  /** 2,621,440 entries need 62,914,560 bytes. */
  constructor(readonly capacity = 160 * entriesPerBlock) {}

  get size(): number {
    return this.#used
  }

  /** Bytes currently allocated. */
  get bytes(): number {
    return [this.#chains, this.#minutes, ...this.#blocks].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    )
  }

  /**
   * Inserts the first 16 bytes of a digest until a time in milliseconds; the entry may outlive that
   * time by a minute. Inserts nothing if the result is `full`.
   */
  enter(digest: Uint8Array, until: number, now: number): 'entered' | 'known' | 'full' {
    this.#expire(now)
    const view = new DataView(digest.buffer, digest.byteOffset, 16)
    const digestWords = [0, 4, 8, 12].map((offset) => view.getUint32(offset))
    const chainOfDigest = this.#chainOf(digestWords[0] ?? 0, digestWords[1] ?? 0)
    for (
      let at = this.#chains[chainOfDigest] ?? noEntry;
      at !== noEntry;
      at = this.#word(at, chainWord)
    ) {
      if (digestWords.every((word, index) => this.#word(at, index) === word)) return 'known'
    }
    const entry = this.#allocate()
    if (entry === undefined) return 'full'
    for (const [index, word] of digestWords.entries()) this.#set(entry, index, word)
    this.#set(entry, chainWord, this.#chains[chainOfDigest] ?? noEntry)
    this.#chains[chainOfDigest] = entry
    const slot = Math.ceil(until / millisecondsPerMinute) % expiryMinutes
    this.#set(entry, minuteWord, this.#minutes[slot] ?? noEntry)
    this.#minutes[slot] = entry
    return 'entered'
  }

  #expire(now: number): void {
    const current = Math.floor(now / millisecondsPerMinute)
    const expired = this.#expiredUntil ?? current
    for (let at = Math.max(expired + 1, current - expiryMinutes + 1); at <= current; at += 1) {
      this.#expireMinute(at % expiryMinutes)
    }
    this.#expiredUntil = Math.max(expired, current)
  }

  #expireMinute(slot: number): void {
    let entry = this.#minutes[slot] ?? noEntry
    this.#minutes[slot] = noEntry
    while (entry !== noEntry) {
      const next = this.#word(entry, minuteWord)
      this.#unchain(entry)
      this.#set(entry, chainWord, this.#free)
      this.#free = entry
      this.#used -= 1
      entry = next
    }
  }

  #unchain(entry: number): void {
    const next = this.#word(entry, chainWord)
    const chainOfEntry = this.#chainOf(this.#word(entry, 0), this.#word(entry, 1))
    let at = this.#chains[chainOfEntry] ?? noEntry
    if (at === entry) {
      this.#chains[chainOfEntry] = next
      return
    }
    while (this.#word(at, chainWord) !== entry) at = this.#word(at, chainWord)
    this.#set(at, chainWord, next)
  }

  #allocate(): number | undefined {
    if (this.#used >= this.capacity) return undefined
    this.#used += 1
    if (this.#free !== noEntry) {
      const entry = this.#free
      this.#free = this.#word(entry, chainWord)
      return entry
    }
    // The free list is empty: all allocated entries are in use.
    if (this.#used > this.#blocks.length * entriesPerBlock) {
      this.#blocks.push(new Uint32Array(entriesPerBlock * wordsPerEntry))
    }
    return this.#used
  }

  #chainOf(first: number, second: number): number {
    const [firstMultiplier = 1, secondMultiplier = 1] = this.#multipliers
    return (Math.imul(first, firstMultiplier | 1) + Math.imul(second, secondMultiplier | 1)) >>> 14
  }

  #word(entry: number, word: number): number {
    const index = entry - 1
    const offset = (index % entriesPerBlock) * wordsPerEntry + word
    return this.#blocks[Math.floor(index / entriesPerBlock)]?.[offset] ?? noEntry
  }

  #set(entry: number, word: number, value: number): void {
    const index = entry - 1
    const block = this.#blocks[Math.floor(index / entriesPerBlock)]
    if (block) block[(index % entriesPerBlock) * wordsPerEntry + word] = value
  }
}
