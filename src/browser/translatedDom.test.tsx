import { act, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tolerateTranslation } from './translatedDom'

/** Wraps or replaces every text, as Chrome's translation does. */
function translate(root: Node, how: 'wrap' | 'replace') {
  const texts: Text[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  for (const text of texts) {
    const font = document.createElement('font')
    const inner = font.appendChild(document.createElement('font'))
    text.replaceWith(font)
    if (how === 'wrap') inner.append(text)
    else inner.append(`translated ${text.data}`)
  }
}

let next: () => void = () => {}

function Page() {
  const [step, setStep] = useState(0)
  next = () => setStep(step + 1)
  return (
    <div data-testid="page">
      {step === 1 && <b>new</b>}
      {step !== 1 && 'first '}
      {step < 2 ? 'second ' : ''}
      <i>third</i>
      {step > 1 && 'last'}
    </div>
  )
}

describe('a translated page', () => {
  const { removeChild, insertBefore } = Node.prototype

  beforeAll(() => tolerateTranslation())
  afterAll(() => {
    Object.assign(Node.prototype, { removeChild, insertBefore })
  })

  it.each(['wrap', 'replace'] as const)('can be updated (%s)', (how) => {
    const { unmount } = render(<Page />)
    translate(screen.getByTestId('page'), how)
    for (let step = 0; step < 3; step += 1) act(() => next())
    expect(screen.getByTestId('page').textContent).toContain('last')
    if (how === 'wrap') expect(screen.getByTestId('page').textContent).toBe('first thirdlast')
    translate(screen.getByTestId('page'), how)
    expect(() => unmount()).not.toThrow()
  })
})
