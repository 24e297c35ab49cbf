import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core'
import { describe, expect, it } from 'vitest'
import { cssVariables, theme } from './theme'

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Computes the contrast ratio by WCAG 2. */
function contrast(foreground: string, background: string): number {
  const [light = 0, dark = 0] = [luminance(foreground), luminance(background)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const merged = mergeMantineTheme(DEFAULT_THEME, theme)
const texts = ['text', 'dim', 'link', 'well', 'working', 'waiting', 'failing', 'paused', 'unknown']
const grounds = ['ground', 'side', 'raised', 'hover']

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const colours = cssVariables(merged)[scheme]
  const colourOf = (name: string) => colours[`--g-${name}`] ?? ''

  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    'has enough contrast: %s on %s',
    (text, ground) => {
      expect(contrast(colourOf(text), colourOf(ground))).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('has enough contrast on the primary and the destructive button', () => {
    const shades = merged.primaryShade
    const shade = typeof shades === 'number' ? shades : shades[scheme]
    for (const name of ['accent', 'red']) {
      expect(contrast('#ffffff', merged.colors[name]?.[shade] ?? '')).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('has enough contrast for placeholders', () => {
    const placeholder = colours['--mantine-color-placeholder'] ?? ''
    expect(contrast(placeholder, colourOf('ground'))).toBeGreaterThanOrEqual(4.5)
  })
})
