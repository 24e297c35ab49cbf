import type { Kind } from './resources'

/** The next wake-up time of a resource. */
export interface WakeUp {
  kind: Kind
  id: string
  at: number
}

/** Sorts by time, then by kind and ID, so that the order does not depend on insertion. */
function isBefore(one: WakeUp, other: WakeUp): boolean {
  if (one.at !== other.at) return one.at < other.at
  if (one.kind !== other.kind) return one.kind < other.kind
  return one.id < other.id
}

/**
 * Priority queue of wake-up times, a binary heap. An entry that a later `set` has replaced stays in
 * the heap until it reaches the top.
 */
export class WakeQueue {
  readonly #current = new Map<string, WakeUp>()
  #heap: WakeUp[] = []

  /** Sets the wake-up time of a resource; an undefined `at` removes the resource from the queue. */
  set(kind: Kind, id: string, at: number | undefined): void {
    const key = `${kind} ${id}`
    if (this.#current.get(key)?.at === at) return
    if (at === undefined) {
      this.#current.delete(key)
      return
    }
    const due = { kind, id, at }
    this.#current.set(key, due)
    if (this.#heap.length > 2 * this.#current.size + 64) this.#rebuild()
    else this.#push(due)
  }

  /** The entry with the earliest wake-up time. */
  first(): WakeUp | undefined {
    for (;;) {
      const top = this.#heap[0]
      if (!top || this.#current.get(`${top.kind} ${top.id}`) === top) return top
      this.#pop()
    }
  }

  #rebuild(): void {
    this.#heap = [...this.#current.values()].sort((one, other) => (isBefore(one, other) ? -1 : 1))
  }

  #push(due: WakeUp): void {
    let at = this.#heap.push(due) - 1
    while (at > 0) {
      const above = Math.floor((at - 1) / 2)
      if (!this.#swap(at, above)) return
      at = above
    }
  }

  #pop(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const [one, other] = [this.#heap[left], this.#heap[left + 1]]
      const below = one && other && isBefore(other, one) ? left + 1 : left
      if (!this.#swap(below, at)) return
      at = below
    }
  }

  /** Swaps the two heap entries if `below` comes first; returns whether they were swapped. */
  #swap(below: number, above: number): boolean {
    const [one, other] = [this.#heap[below], this.#heap[above]]
    if (!one || !other || !isBefore(one, other)) return false
    this.#heap[above] = one
    this.#heap[below] = other
    return true
  }
}
