import { createInstance, type i18n as Instance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { en } from './en'
import { type LateNamespace, type LateTexts, late } from './late'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en & LateTexts
  }
}

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** Each language under its own name, for those who cannot read the other. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
}

const key = 'gantry-language'

/** The instance that every component speaks through; texts come with `loadLanguage`. */
export const i18n: Instance = createInstance()

const isLanguage = (value: unknown): value is Language => languages.some((one) => one === value)

/** The language that a wish such as `zh`, `zh-Hans-CN` or `en-GB` means, if it is one of ours. */
export function matching(wish: string | null | undefined): Language | undefined {
  if (isLanguage(wish)) return wish
  const root = wish?.toLowerCase().split(/[-_]/)[0]
  if (root === 'zh') return 'zh-CN'
  return root === 'en' ? 'en' : undefined
}

/** First of the address (`?lang=`), this browser's memory and the browser's own languages; else English. */
export function chosenLanguage(
  search: string,
  remembered: string | null,
  preferred: readonly string[],
): Language {
  const wishes = [new URLSearchParams(search).get('lang'), remembered, ...preferred]
  for (const wish of wishes) {
    const language = matching(wish)
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
  await Promise.all([...wanted].map((namespace) => loadLate(namespace, language)))
}

/** Namespaces that a page has asked for: a change of language brings them too. */
const wanted = new Set<LateNamespace>()

async function loadLate(namespace: LateNamespace, language: Language) {
  if (i18n.hasResourceBundle(language, namespace)) return
  i18n.addResourceBundle(language, namespace, await late[namespace][language]())
}

async function loadTexts(namespace: LateNamespace): Promise<void> {
  wanted.add(namespace)
  await loadLate(namespace, matching(i18n.language) ?? 'en')
}

/** Loads a language, makes it the page's and remembers it in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language)
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(key, language)
}

/** Before the first render: finds the language and loads its texts, and no other's. */
export async function startI18n(): Promise<void> {
  const language = chosenLanguage(
    window.location.search,
    localStorage.getItem(key),
    navigator.languages,
  )
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
  // A link that names a language is a wish as good as one in the menu.
  if (new URLSearchParams(window.location.search).has('lang')) localStorage.setItem(key, language)
}

/** What is loaded, e.g. the module of a page, once its texts are there too. */
export async function withTexts<T>(
  loading: Promise<T>,
  ...names: readonly LateNamespace[]
): Promise<T> {
  await Promise.all(names.map(loadTexts))
  return loading
}
