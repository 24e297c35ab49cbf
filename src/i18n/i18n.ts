import { createInstance, type i18n as Instance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { readStored, writeStored } from '../browser/storage'
import type { en } from './en'
import { type LazyNamespace, type LazyTexts, lazyTexts } from './lazyTexts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en & LazyTexts
  }
}

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** Each language's own name for itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
}

const key = 'gantry-language'

/** The shared i18next instance; `startI18n` adds the texts. */
export const i18n: Instance = createInstance()

const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value)

/** Maps a language tag such as `zh`, `zh-Hans-CN` or `en-GB` to a supported language, if any. */
export function matchLanguage(tag: string | null | undefined): Language | undefined {
  if (isLanguage(tag)) return tag
  const root = tag?.toLowerCase().split(/[-_]/)[0]
  if (root === 'zh') return 'zh-CN'
  return root === 'en' ? 'en' : undefined
}

/**
 * Detects the language: the URL (`?lang=`), local storage, the browser's languages, then English.
 */
export function detectLanguage(
  search: string,
  remembered: string | null,
  preferred: readonly string[],
): Language {
  const tags = [new URLSearchParams(search).get('lang'), remembered, ...preferred]
  for (const tag of tags) {
    const language = matchLanguage(tag)
    if (language) return language
  }
  return 'en'
}

const resources: Readonly<Record<Language, () => Promise<Readonly<Record<string, object>>>>> = {
  en: async () => (await import('./en')).en,
  'zh-CN': async () => (await import('./zh-CN')).zhCN,
}

async function load(language: Language) {
  for (const [namespace, texts] of Object.entries(await resources[language]())) {
    i18n.addResourceBundle(language, namespace, texts)
  }
  await Promise.all([...requested].map((namespace) => loadLazyTexts(namespace, language)))
}

/** Namespaces requested by pages; a change of language loads them too. */
const requested = new Set<LazyNamespace>()

async function loadLazyTexts(namespace: LazyNamespace, language: Language) {
  if (i18n.hasResourceBundle(language, namespace)) return
  i18n.addResourceBundle(language, namespace, await lazyTexts[namespace][language]())
}

async function loadTexts(namespace: LazyNamespace): Promise<void> {
  requested.add(namespace)
  await loadLazyTexts(namespace, matchLanguage(i18n.language) ?? 'en')
}

/** Loads a language, switches to it and remembers it in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language)
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  writeStored(key, language)
}

/** Called before the first render: detects the language and loads only its texts. */
export async function startI18n(): Promise<void> {
  const language = detectLanguage(
    window.location.search,
    readStored(key) ?? null,
    navigator.languages,
  )
  // Remember a language from the URL like a choice in the menu, before its texts arrive: the next
  // page may be opened before then.
  if (new URLSearchParams(window.location.search).has('lang')) writeStored(key, language)
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await load(language)
  document.documentElement.lang = language
}

/** Resolves with a loaded module, e.g. a page, once its texts are loaded too. */
export async function withTexts<T>(
  loading: Promise<T>,
  ...names: readonly LazyNamespace[]
): Promise<T> {
  await Promise.all(names.map(loadTexts))
  return loading
}
