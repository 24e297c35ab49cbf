import { memo } from 'react'
import { piecesOf } from './highlight'
import css from './SearchPage.module.css'

interface Props {
  text: string
  words: readonly string[]
}

/** A text in which the words of the search are marked. */
export const Highlighted = memo(function Highlighted({ text, words }: Props) {
  return piecesOf(text, words).map((piece) =>
    piece.isMatch ? (
      <mark key={piece.start} className={css.match}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
})
