import { type Scope, type ScopeKind, scopeKinds } from '../../../contract/console/declare/values'

/** Names as entered, one text per limited kind; absent for a kind without a limit. */
export type ScopeTexts = Readonly<Partial<Record<ScopeKind, string>>>

export const namesIn = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)

export const textsOf = (scope: Scope = {}): ScopeTexts =>
  Object.fromEntries(
    scopeKinds.flatMap((kind) => {
      const names = scope[kind]
      return names ? [[kind, names.join(', ')]] : []
    }),
  )

export const scopeOf = (texts: ScopeTexts): Scope =>
  Object.fromEntries(
    scopeKinds.flatMap((kind) => {
      const text = texts[kind]
      return text === undefined ? [] : [[kind, namesIn(text)]]
    }),
  )

/** Sets the text of a kind, or removes its limit. */
export function withText(texts: ScopeTexts, kind: ScopeKind, text: string | undefined): ScopeTexts {
  const { [kind]: _, ...others } = texts
  return text === undefined ? others : { ...others, [kind]: text }
}

/** Paths of the faults that the inputs of a scope show. */
export const scopePaths = ['scope', ...scopeKinds.map((kind) => `scope.${kind}`)]
