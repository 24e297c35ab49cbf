import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    /** Set once axe has been injected into the page. */
    axe?: typeof axe
  }
}

type Theme = 'light' | 'dark'

const wcag: axe.RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
}

/** The only rule whose result depends on the theme. */
const contrast: axe.RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } }

/**
 * The violations that axe finds. Injects axe once per document: it is half a megabyte, and
 * `AxeBuilder` injects it twice for each analysis, the second time into another page.
 */
async function violations(page: Page, rules: axe.RunOptions, within = 'html') {
  const options: axe.RunOptions = { ...rules, resultTypes: ['violations'] }
  const runAxe = () =>
    page.evaluate(
      async ({ within, options }) => {
        const results = await window.axe?.run(within, options)
        return results?.violations.map(({ id, help, nodes }) => ({
          rule: id,
          help,
          nodes: nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`),
        }))
      },
      { within, options },
    )
  const first = await runAxe()
  if (first) return first
  await page.evaluate(axe.source)
  return runAxe()
}

/**
 * Waits until the page has a heading, because an empty page violates rules, and until finite
 * animations have ended, because axe cannot measure the contrast of a fading text.
 */
async function settle(page: Page) {
  await page.waitForFunction(
    () =>
      document.querySelector('h1') !== null &&
      document
        .getAnimations()
        .every(
          (animation) =>
            animation.playState !== 'running' ||
            animation.effect?.getComputedTiming().endTime === Infinity,
        ),
  )
}

/** Expects no violation of WCAG 2.2 AA in the current theme. */
export async function expectAccessible(page: Page) {
  await settle(page)
  expect(await violations(page, wcag)).toEqual([])
}

/**
 * Expects no violation of any axe rule in the first theme, and no contrast violation in the others.
 * `within` limits the analysis to a part of the page, for pages whose other parts are already
 * analysed.
 */
export async function expectNoViolations(page: Page, themes: readonly Theme[], within?: string) {
  for (const [index, colorScheme] of themes.entries()) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settle(page)
    const found = await violations(page, index === 0 ? {} : contrast, within)
    expect({ colorScheme, found }).toEqual({ colorScheme, found: [] })
  }
}
