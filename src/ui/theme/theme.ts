import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eaf2fd',
  '#d3e3fa',
  '#a8c8f5',
  '#86b4f4',
  '#5d99ea',
  '#3c80dd',
  '#2a6dca',
  '#1d5bb0',
  '#174a91',
  '#103768',
]

const red: MantineColorsTuple = [
  '#fdecec',
  '#fad3d3',
  '#f4a9a9',
  '#f08d8d',
  '#e66a6a',
  '#d94a4a',
  '#c93636',
  '#b92b2b',
  '#972222',
  '#6f1919',
]

/** Cool neutral shades, from the dark theme's text to its darkest background. */
const dark: MantineColorsTuple = [
  '#dfe5ec',
  '#b9c3cf',
  '#9aa6b4',
  '#6c7988',
  '#38424e',
  '#2a323c',
  '#1d242c',
  '#151a20',
  '#10141a',
  '#0b0e12',
]

const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#eef0f3',
  '#e3e7ec',
  '#d5dbe2',
  '#bcc5cf',
  '#95a1ae',
  '#66727f',
  '#4b5661',
  '#333c46',
  '#1b222b',
]

const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
const mono =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", monospace'

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, red, dark, gray },
  black: '#1b222b',
  fontFamily: fonts,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: fonts,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    Menu: {
      defaultProps: {
        shadow: 'sm',
        position: 'bottom-end',
        transitionProps: { duration: 80 },
        // The ARIA menu role allows only entries; the first entry gets focus.
        withInitialFocusPlaceholder: false,
        // The menu is rendered in place, so that it belongs to the same landmark as its button.
        withinPortal: false,
      },
    },
    Tooltip: { defaultProps: { openDelay: 250, transitionProps: { duration: 80 } } },
    // Without this role, the dialog's `header` would be a second banner landmark.
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        centered: true,
        attributes: { header: { role: 'none' } },
      },
    },
    Drawer: {
      defaultProps: {
        transitionProps: { duration: 100 },
        attributes: { header: { role: 'none' } },
      },
    },
  },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input)
    const isNeutral = input.color === 'gray' && input.variant === 'subtle'
    return isNeutral ? { ...colors, color: 'var(--g-text)' } : colors
  },
})

/** Custom colours per theme; text has a contrast of at least 4.5:1 on its background. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--g-ground': '#ffffff',
    '--g-side': '#f6f7f9',
    '--g-raised': '#ffffff',
    '--g-hover': '#f1f4f8',
    '--g-line': '#e0e5ea',
    '--g-text': '#1b222b',
    '--g-dim': '#59646f',
    '--g-link': '#1a57ab',
    '--g-well': '#137040',
    '--g-working': '#1a57ab',
    '--g-waiting': '#855300',
    '--g-failing': '#b92b2b',
    '--g-paused': '#6a3fb5',
    '--g-unknown': '#59646f',
    '--g-mark': '#fff3c4',
    '--g-production': '#fdf1e3',
    '--mantine-color-dimmed': '#59646f',
    '--mantine-color-anchor': '#1a57ab',
    '--mantine-color-error': '#b92b2b',
    '--mantine-color-placeholder': '#6a7580',
  },
  dark: {
    '--g-ground': '#151a20',
    '--g-side': '#10141a',
    '--g-raised': '#1d242c',
    '--g-hover': '#1d242c',
    '--g-line': '#2a323c',
    '--g-text': '#dfe5ec',
    '--g-dim': '#9aa6b4',
    '--g-link': '#86b4f4',
    '--g-well': '#5fcf94',
    '--g-working': '#86b4f4',
    '--g-waiting': '#eab454',
    '--g-failing': '#ff8f88',
    '--g-paused': '#bfa5f7',
    '--g-unknown': '#9aa6b4',
    '--g-mark': '#3d3716',
    '--g-production': '#30230f',
    '--mantine-color-dimmed': '#9aa6b4',
    '--mantine-color-anchor': '#86b4f4',
    '--mantine-color-error': '#ff8f88',
    '--mantine-color-placeholder': '#8592a1',
  },
})
