/**
 * A promise of the end of this turn of the event loop, one for all who ask in it. What is written then
 * goes out in one row: a write wakes whoever reads at the other end, and to wake somebody once for each
 * of a hundred answers costs more than the answers.
 */
export function createTurn(): () => Promise<void> {
  let end: Promise<void> | undefined
  return () => {
    end ??= new Promise((resolve) => {
      setImmediate(() => {
        end = undefined
        resolve()
      })
    })
    return end
  }
}
