/** A clock that only `pass` advances. */
export class Clock {
  constructor(private time = Date.UTC(2026, 2, 18, 1, 30)) {}

  /** Milliseconds since 1970. */
  readonly now = (): number => this.time

  /** Advances the clock. */
  pass(seconds: number): void {
    this.time += seconds * 1000
  }
}
