/**
 * Series colours for each theme, based on Okabe and Ito's palette and adjusted until all are
 * distinguishable with any kind of colour blindness and have a contrast of 3:1 (palette.test.ts).
 */
export const palette = [
  { light: '#0074b3', dark: '#64b4ea' },
  { light: '#c66d65', dark: '#ff9a4d' },
  { light: '#156851', dark: '#23e2aa' },
  { light: '#ac4283', dark: '#c397ac' },
  { light: '#896d0d', dark: '#f0e440' },
  { light: '#5e38a4', dark: '#9483f9' },
  { light: '#3e9ac3', dark: '#b3daf4' },
  { light: '#6b2d0e', dark: '#c67d55' },
] as const

/** Colours of the combined series, of limits and of thresholds. */
export const specialColours = {
  others: { light: '#66727f', dark: '#9aa6b4' },
  limit: { light: '#59646f', dark: '#b9c3cf' },
  threshold: { light: '#b92b2b', dark: '#ff8f88' },
} as const

/** Further series are combined into one line. */
export const maxSeries = palette.length

const cssVariable = ({ light, dark }: { light: string; dark: string }) =>
  `light-dark(${light}, ${dark})`

export const colourOf = (at: number): string =>
  cssVariable(palette[at % palette.length] ?? specialColours.others)
export const othersColour = cssVariable(specialColours.others)
export const limitColour = cssVariable(specialColours.limit)
export const thresholdColour = cssVariable(specialColours.threshold)
