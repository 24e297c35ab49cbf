import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { actions } from '../contract'
import type { Action } from '../contract/action'
import { builtInRules } from '../contract/rules/faults'
import { regions } from '../contract/rules/regions'
import { publicCodes } from '../contract/tables/publicCodes'
import { vocabularies } from '../contract/tables/vocabularies'
import { en } from './en'
import { lazyTexts } from './lazyTexts'
import { zhCN } from './zh-CN'

type Tree = { [key: string]: string | Tree }

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as const]
      : leaves(value, `${path}${key}.`),
  ) as [string, string][]

/** Texts of the namespaces loaded with their pages. */
async function lateTexts(language: 'en' | 'zh-CN'): Promise<Tree> {
  const loadedTexts = Object.entries(lazyTexts).map(async ([name, texts]) => [
    name,
    await texts[language](),
  ])
  return Object.fromEntries(await Promise.all(loadedTexts))
}

const english = new Map(leaves({ ...en, ...(await lateTexts('en')) }))
const chinese = new Map(leaves({ ...zhCN, ...(await lateTexts('zh-CN')) }))

/** The Chinese counterpart of a key: Chinese has a single plural form. */
const inChinese = (key: string) => key.replace(/_one$/, '_other')

const placeholders = (text: string) => new Set(text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? [])

/** IDs of all rules that a request of the contract can break. */
function ruleIds(): Set<string> {
  const ids = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    if ('rules' in value && Array.isArray(value.rules)) {
      for (const rule of value.rules) if (typeof rule?.id === 'string') ids.add(rule.id)
    }
    Object.values(value).forEach(visit)
  }
  const allActions: readonly Action[] = Object.values(actions)
  for (const { request } of allActions) visit(z.toJSONSchema(request, { io: 'input' }))
  return ids
}

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].toSorted()).toEqual(
      [...new Set([...english.keys()].map(inChinese))].toSorted(),
    )
  })

  it('have the same placeholders in both languages', () => {
    for (const [key, text] of chinese) {
      const englishText = english.get(key)
      if (englishText) expect([key, placeholders(text)]).toEqual([key, placeholders(englishText)])
    }
  })

  it('are not empty, and Chinese texts are not in English', () => {
    for (const text of [...english.values(), ...chinese.values()]) expect(text).not.toBe('')
    const untranslated = [...chinese].filter(
      ([key, text]) => /[a-z]{4,} [a-z]{3,}/.test(text) && text === english.get(key),
    )
    expect(untranslated).toEqual([])
  })

  it('contain no straight quotes, spaced ellipses, or repeated spaces', () => {
    const badlyPunctuated = [...english, ...chinese].filter(([, text]) =>
      /['"]| …|\.\.\.| {2}/.test(text),
    )
    expect(badlyPunctuated).toEqual([])
  })

  it('use full-width punctuation after Chinese characters', () => {
    expect([...chinese].filter(([, text]) => /\p{Script=Han}[,:;?!]/u.test(text))).toEqual([])
  })

  it('separate Chinese characters from Latin letters and digits by a space', () => {
    const badChineseTexts = [...chinese].filter(([, text]) =>
      /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(
        text.replaceAll(/\{\{\w+\}\}/g, ''),
      ),
    )
    expect(badChineseTexts).toEqual([])
  })

  it('cover every rule of the contract and every error code of the API', () => {
    const rules = new Set(Object.keys(en.rules))
    for (const id of [...ruleIds(), ...builtInRules]) expect(rules, id).toContain(id)
    for (const code of Object.keys(publicCodes)) {
      if (code !== '0') expect([...english.keys()], code).toContain(`errors.code.${code}.what`)
    }
    for (const { short } of regions) expect(Object.keys(en.shell.regions)).toContain(short)
  })

  it('name every state of a machine except running', () => {
    const states = Object.keys(vocabularies.cvmState).filter((state) => state !== '2')
    for (const state of states)
      expect([...english.keys()]).toContain(`clusterTabs.node.state_${state}`)
  })

  it('are not written in components', () => {
    const root = path.resolve(import.meta.dirname, '..')
    const files = fs
      .readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
    const hardCodedTexts = files.flatMap((name) =>
      [
        ...fs
          .readFileSync(path.join(root, name), 'utf8')
          .matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<>{}=;]*)</g),
      ].map((match) => `${name}: ${match[1]}`),
    )
    expect(hardCodedTexts).toEqual([])
  })
})
