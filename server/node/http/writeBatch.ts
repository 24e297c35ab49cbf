/**
 * Returns a function whose promise resolves at the end of the current turn of the event loop; calls
 * within a turn share one promise. Responses that become ready in the same turn are then written
 * together: each separate write would wake the reading process, which costs more than the response.
 */
export function createWriteBatch(): () => Promise<void> {
  let batchEnd: Promise<void> | undefined
  return () => {
    batchEnd ??= new Promise((resolve) => {
      setImmediate(() => {
        batchEnd = undefined
        resolve()
      })
    })
    return batchEnd
  }
}
