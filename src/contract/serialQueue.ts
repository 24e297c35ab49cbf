/** Returns a function that runs jobs sequentially; a failed job does not block the next. */
export function createSerialQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let lastTask: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = lastTask.then(work)
    lastTask = result.catch(() => undefined)
    return result
  }
}
