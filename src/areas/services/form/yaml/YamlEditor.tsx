import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import type { Problem } from '../../spec/yaml'
import css from './YamlEditor.module.css'

interface Props {
  /** Accessible name. */
  label: string
  text: string
  onChange: (text: string) => void
  problems: readonly (Pick<Problem, 'from' | 'to'> & { message: string })[]
}

const highlighting = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--g-link)' },
  { tag: tags.comment, color: 'var(--g-dim)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--g-paused)' },
])

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--g-text)', fontSize: '13px' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--g-dim)',
    border: 'none',
  },
  '.cm-content': { caretColor: 'var(--g-text)' },
  '.cm-scroller': { maxHeight: '70vh', overflow: 'auto' },
  '.cm-cursor': { borderLeftColor: 'var(--g-text)' },
  '&.cm-focused': { outline: 'none' },
})

/** Replaces only the differing part, to keep the cursor and the undo history. */
function changeTo(view: EditorView, text: string): void {
  const currentText = view.state.doc.toString()
  if (currentText === text) return
  let from = 0
  while (from < currentText.length && from < text.length && currentText[from] === text[from])
    from += 1
  let [end, newEnd] = [currentText.length, text.length]
  while (end > from && newEnd > from && currentText[end - 1] === text[newEnd - 1]) {
    end -= 1
    newEnd -= 1
  }
  view.dispatch({ changes: { from, to: end, insert: text.slice(from, newEnd) } })
}

/** A YAML editor with line numbers, undo history and inline errors. Tab moves focus out of it. */
export function YamlEditor({ label, text, onChange, problems }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef({ text, onChange })
  latest.current = { text, onChange }

  useEffect(() => {
    if (!host.current) return
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          lineNumbers(),
          history(),
          yaml(),
          indentOnInput(),
          syntaxHighlighting(highlighting),
          lintGutter(),
          keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            spellcheck: 'false',
            tabindex: '0',
          }),
          EditorView.updateListener.of((update) => {
            const text = update.state.doc.toString()
            if (update.docChanged && text !== latest.current.text) latest.current.onChange(text)
          }),
          theme,
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [label])

  useEffect(() => {
    if (view.current) changeTo(view.current, text)
  }, [text])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const { length } = editor.state.doc
    const diagnostics = problems.map(({ from, to, message }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      message,
      severity: 'error' as const,
    }))
    editor.dispatch(setDiagnostics(editor.state, diagnostics))
  }, [problems])

  return <div ref={host} className={css.root} />
}
