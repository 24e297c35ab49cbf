import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core'
import { describe, expect, it } from 'vitest'
import { cssVariables, theme } from '../../theme/theme'
import { palette, specialColours } from './palette'

type Rgb = readonly [number, number, number]

/** Converts to linear RGB components, 0 to 1. */
const linear = (hex: string): Rgb => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return [red, green, blue]
}

const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue

function contrast(foreground: string, background: string): number {
  const [light = 0, dark = 0] = [luminance(linear(foreground)), luminance(linear(background))].sort(
    (a, b) => b - a,
  )
  return (light + 0.05) / (dark + 0.05)
}

/** Simulates colour blindness (Machado et al., 2009, severity 1) for linear colours. */
const colourVisions: Readonly<Record<string, readonly Rgb[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const clamp = (part: number) => Math.min(1, Math.max(0, part))

function seenColour(hex: string, vision: readonly Rgb[]): Rgb {
  const colour = linear(hex)
  const [red = 0, green = 0, blue = 0] = vision.map((row) =>
    clamp(row.reduce((sum, weight, at) => sum + weight * (colour[at] ?? 0), 0)),
  )
  return [red, green, blue]
}

/** Converts to OKLab, in which distances match perception. */
function oklab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const distance = (a: Rgb, b: Rgb) => 100 * Math.hypot(...a.map((part, at) => part - (b[at] ?? 0)))

const merged = mergeMantineTheme(DEFAULT_THEME, theme)

describe.each(['light', 'dark'] as const)('the colours of series in the %s theme', (scheme) => {
  const ground = cssVariables(merged)[scheme]['--g-ground'] ?? ''
  const colours = palette.map((item) => item[scheme])

  it.each(colours)('have enough contrast with the background: %s', (colour) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3)
  })

  it('have enough contrast for limits, thresholds and combined series', () => {
    for (const colour of Object.values(specialColours)) {
      expect(contrast(colour[scheme], ground)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(Object.keys(colourVisions))('are distinguishable with this vision: %s', (name) => {
    const vision = colourVisions[name] ?? []
    const places = colours.map((colour) => oklab(seenColour(colour, vision)))
    const closePairs = places.flatMap((place, at) =>
      places.slice(at + 1).flatMap((otherPlace, overrides) => {
        const colourDistance = distance(place, otherPlace)
        return colourDistance < 9
          ? [`${colours[at]} ${colours[at + 1 + overrides]} ${colourDistance.toFixed(1)}`]
          : []
      }),
    )
    expect(closePairs).toEqual([])
  })
})
