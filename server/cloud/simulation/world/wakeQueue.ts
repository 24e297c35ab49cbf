import type { Kind } from './resources'

/** The next wake-up time of a resource. */
export interface WakeUp {
  kind: Kind
  id: string
  at: number
}

/** Sorts by time, then by kind and ID, so that the order does not depend on insertion. */
function isBefore(a: WakeUp, b: WakeUp): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.kind !== b.kind) return a.kind < b.kind
  return a.id < b.id
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
    const wakeUp = { kind, id, at }
    this.#current.set(key, wakeUp)
    if (this.#heap.length > 2 * this.#current.size + 64) this.#rebuild()
    else this.#push(wakeUp)
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
    this.#heap = [...this.#current.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  #push(wakeUp: WakeUp): void {
    let index = this.#heap.push(wakeUp) - 1
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2)
      if (!this.#swap(index, parent)) return
      index = parent
    }
  }

  #pop(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    for (let index = 0; ; ) {
      const leftChild = 2 * index + 1
      const [left, right] = [this.#heap[leftChild], this.#heap[leftChild + 1]]
      const child = left && right && isBefore(right, left) ? leftChild + 1 : leftChild
      if (!this.#swap(child, index)) return
      index = child
    }
  }

  /** Swaps the two heap entries if `child` comes first; returns whether they were swapped. */
  #swap(child: number, parent: number): boolean {
    const [childWakeUp, parentWakeUp] = [this.#heap[child], this.#heap[parent]]
    if (!childWakeUp || !parentWakeUp || !isBefore(childWakeUp, parentWakeUp)) return false
    this.#heap[parent] = childWakeUp
    this.#heap[child] = parentWakeUp
    return true
  }
}
