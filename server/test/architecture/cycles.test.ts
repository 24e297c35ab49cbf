import { describe, expect, it } from 'vitest'
import { cyclesOf, graphOf, type Source, sourcesBelow } from './imports'

const planted = (texts: Record<string, string>): Source[] =>
  Object.entries(texts).map(([name, text]) => ({ name, text }))

describe('import cycles', () => {
  it('do not exist in src and server, type-only imports included', () => {
    const sources = sourcesBelow('src', 'server')
    expect(sources.length).toBeGreaterThan(500)
    expect(cyclesOf(graphOf(sources))).toEqual([])
  })

  it('are found where types, re-exports or dynamic imports close them', () => {
    const sources = planted({
      'src/a.ts': "import type { B } from './b'",
      'src/b.ts': "export { c } from './folder'",
      'src/folder/index.ts': "const load = () => import('../a')",
      'src/d.ts': "import {\n  type A,\n} from './a'\nimport z from 'zod'",
    })
    expect(cyclesOf(graphOf(sources))).toEqual([['src/a.ts', 'src/b.ts', 'src/folder/index.ts']])
  })

  it('include a file that imports itself', () => {
    const sources = planted({ 'src/a.ts': "import { a } from './a'" })
    expect(cyclesOf(graphOf(sources))).toEqual([['src/a.ts']])
  })
})
