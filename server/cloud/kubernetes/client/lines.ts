/** Splits a body into lines as it arrives; the last line may lack a line break. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let partialLine = ''
  for await (const chunk of chunks) {
    const text = partialLine + decoder.decode(chunk, { stream: true })
    const lines = text.split('\n')
    partialLine = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield line
  }
  if (partialLine !== '') yield partialLine
}

/** Reads the whole body. */
export async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}
