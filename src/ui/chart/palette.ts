/**
 * Colours of series, one for each theme: Okabe and Ito's set, which readers with any kind of colour
 * blindness tell apart, made darker or lighter until each reaches 3 to 1 on its ground. Neighbours
 * differ in lightness too, so that they are told apart in grey.
 */
export const palette = [
  { light: '#0072b2', dark: '#56b4e9' },
  { light: '#c25100', dark: '#ff9a4d' },
  { light: '#00795a', dark: '#2fd6a8' },
  { light: '#aa4484', dark: '#e89ac7' },
  { light: '#8a6d00', dark: '#f0e442' },
  { light: '#5b3fa8', dark: '#a792f0' },
  { light: '#3f9ac2', dark: '#9bdcf7' },
  { light: '#6b2d0f', dark: '#c98a68' },
] as const

/** Colour of everything that has none of its own, of lines that compare, and of lines that warn. */
export const special = {
  others: { light: '#66727f', dark: '#9aa6b4' },
  limit: { light: '#59646f', dark: '#b9c3cf' },
  threshold: { light: '#b92b2b', dark: '#ff8f88' },
} as const

/** More series than this fold into one. */
export const mostSeries = palette.length

const css = ({ light, dark }: { light: string; dark: string }) => `light-dark(${light}, ${dark})`

export const colourOf = (at: number): string => css(palette[at % palette.length] ?? special.others)
export const othersColour = css(special.others)
export const limitColour = css(special.limit)
export const thresholdColour = css(special.threshold)
