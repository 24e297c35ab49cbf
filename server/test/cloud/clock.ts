/** A clock that stands still until it is moved. */
export class Clock {
  constructor(private time = Date.UTC(2026, 2, 18, 1, 30)) {}

  /** Milliseconds since 1970. */
  readonly now = (): number => this.time

  /** Lets seconds pass. */
  pass(seconds: number): void {
    this.time += seconds * 1000
  }
}
