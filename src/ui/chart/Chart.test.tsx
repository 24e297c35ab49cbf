import { MantineProvider } from '@mantine/core'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { changeLanguage, i18n, startI18n, withTexts } from '../../i18n/i18n'
import { cssVariables, theme } from '../theme/theme'
import { Chart, type ChartProps } from './Chart'
import type { Series } from './model/grid'

beforeAll(async () => {
  await startI18n()
  await changeLanguage('en')
  await withTexts(Promise.resolve(), 'monitoring')
})

const start = Date.UTC(2026, 0, 5, 10)
const minute = 60_000
const view = { from: start, to: start + 4 * minute }
const series = (id: string, values: (number | null)[]): Series => ({
  ...{ id, label: id, start, step: minute, values },
})

function Page({ charts }: { charts: readonly ChartProps[] }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <I18nextProvider i18n={i18n}>
        {charts.map((props) => (
          <Chart key={props.title} {...props} />
        ))}
      </I18nextProvider>
    </MantineProvider>
  )
}

const cpu = (overrides: Partial<ChartProps> = {}): ChartProps => ({
  title: 'CPU used',
  unit: 'core',
  view,
  series: [series('web', [0.1, null, 0.3, 0.2, 0.4]), series('api', [0.5, 0.1, 0.1, 0.1, null])],
  ...overrides,
})
const show = (...charts: readonly ChartProps[]) => render(<Page charts={charts} />)
const part = (name = 'CPU used') => screen.getByRole('region', { name })
const curves = () => [...part().querySelectorAll('path.recharts-curve')]
const frame = () => act(() => new Promise((done) => requestAnimationFrame(() => done(undefined))))

describe('Chart', () => {
  it('shows last, minimum, mean and maximum of each series in a readable unit', () => {
    show(cpu())
    const rows = within(screen.getByRole('table')).getAllByRole('row')
    expect(rows.map((row) => row.textContent)).toEqual([
      'millicoresLastMinAverageMax',
      'web400100250400',
      'api100100200500',
    ])
  })

  it('draws missing values as a gap', () => {
    show(cpu())
    const [web] = curves()
    // The line has two pieces: one value before the gap, three after it.
    expect(web?.getAttribute('d')?.match(/M/g)).toHaveLength(2)
  })

  it('reuses its elements when values change', () => {
    const { rerender } = show(cpu())
    const before = curves()
    const path = before[0]?.getAttribute('d')
    rerender(
      <Page
        charts={[cpu({ series: [series('web', [0.4, 0.3, 0.2, 0.2, 0.1]), series('api', [1])] })]}
      />,
    )
    expect(curves()).toEqual(before)
    expect(curves()[0]?.getAttribute('d')).not.toBe(path)
  })

  it('isolates a series on a click on its name and shows all on another', async () => {
    show(cpu())
    expect(curves()).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: 'web' }))
    expect(curves()).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'web' }).getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'web' }))
    expect(curves()).toHaveLength(2)
  })

  it('combines series beyond the eighth, but lists each in the tooltip', async () => {
    const all = Array.from({ length: 12 }, (_, at) => series(`s${at}`, [at, at, at, at, at]))
    show(cpu({ unit: 'count', series: all }))
    expect(curves()).toHaveLength(9)
    expect(screen.getByRole('button', { name: '4 others, total' })).toBeTruthy()
    fireEvent.focus(screen.getByRole('slider'))
    await frame()
    const text = part().textContent ?? ''
    for (const { label } of all) expect(text).toContain(label)
  })

  it('shares one crosshair between charts without re-rendering them', async () => {
    show(cpu(), cpu({ title: 'Memory', unit: 'MiB' }))
    const [first, second] = screen.getAllByRole('slider')
    const before = [...document.querySelectorAll('path')]
    if (!first || !second) throw new Error('no charts')
    fireEvent.focus(first)
    fireEvent.keyDown(first, { key: 'Home' })
    await frame()
    // The tooltip is sorted by value at that time, largest first.
    const readings = [...part().querySelectorAll('strong')].map((element) => element.textContent)
    expect(readings).toEqual(['500\u202fmillicores', '100\u202fmillicores'])
    expect(part('Memory').querySelector('header')?.textContent).toContain('512\u202fKiB')
    expect([...document.querySelectorAll('path')]).toEqual(before)
    fireEvent.blur(first)
    await frame()
    expect(part().querySelectorAll('strong')).toHaveLength(0)
  })

  it('announces values on keyboard navigation and zooms into the selection', async () => {
    const onZoom = vi.fn()
    show(cpu({ onZoom }))
    const slider = screen.getByRole('slider', { name: /^CPU used/ })
    slider.focus()
    fireEvent.keyDown(slider, { key: 'Home' })
    await frame()
    expect(slider.getAttribute('aria-valuetext')).toMatch(/api 500.millicores, web 100.millicores$/)
    fireEvent.keyDown(slider, { key: 'ArrowRight', shiftKey: true })
    fireEvent.keyDown(slider, { key: 'ArrowRight', shiftKey: true })
    fireEvent.keyDown(slider, { key: 'Enter' })
    const [[chosen] = []] = onZoom.mock.calls
    expect(chosen.from).toBeCloseTo(start, -2)
    expect(chosen.to).toBeCloseTo(start + 2 * minute, -2)
  })

  it('shows all values unrounded in a table, newest first', async () => {
    show(cpu())
    await userEvent.click(screen.getByRole('button', { name: 'More actions for CPU used' }))
    await userEvent.click(await screen.findByText('Show as table'))
    const values = within(screen.getByRole('region', { name: 'CPU used: all values' }))
    const rows = values.getAllByRole('row').slice(1)
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent),
      ),
    ).toEqual([
      ['400', '–'],
      ['200', '100'],
      ['300', '100'],
      ['–', '100'],
      ['100', '500'],
    ])
    expect(rows[0]?.querySelector('data')?.getAttribute('value')).toBe('0.4')
    expect(rows[0]?.querySelector('time')?.getAttribute('datetime')).toBe(
      '2026-01-05T10:04:00.000Z',
    )
  })

  it('keeps its size on an error, without data and while loading', () => {
    show(
      cpu({ title: 'Broken', problem: 'It is gone' }),
      cpu({ title: 'Empty', series: [series('web', [null, null])] }),
      cpu({ title: 'Waiting', series: undefined }),
    )
    expect(part('Broken').textContent).toContain('It is gone')
    expect(part('Empty').textContent).toContain('No data in this range')
    expect(part('Waiting').getAttribute('aria-busy')).toBe('true')
  })

  it('draws threshold, request and limit with labels, and event marks', () => {
    show(
      cpu({
        levels: [
          { kind: 'request', value: 0.25 },
          { kind: 'limit', value: 2 },
          { kind: 'threshold', value: 1 },
        ],
        marks: [{ at: start + minute, kind: 'scaling', text: 'web scaled to 5' }],
      }),
    )
    const texts = [...part().querySelectorAll('svg text')].map((element) => element.textContent)
    expect(texts).toEqual(expect.arrayContaining(['Request', 'Limit', 'Threshold', '■']))
    // The scale includes the highest threshold.
    expect(texts).toContain('2')
  })

  it('draws what takes time as one span, also if it began before the range', () => {
    const text = 'web-2 replaced web-1'
    show(cpu({ marks: [{ at: start - minute, until: start + 2 * minute, kind: 'rollout', text }] }))
    const spans = [...part().querySelectorAll('svg rect')].map((element) =>
      Number(element.getAttribute('width')),
    )
    expect(spans).toHaveLength(1)
    expect(spans[0]).toBeGreaterThan(1)
    const symbols = [...part().querySelectorAll('svg text')].map((element) => element.textContent)
    expect(symbols.filter((symbol) => symbol === '▲')).toHaveLength(1)
  })

  it('keeps its height when it fails', () => {
    const heights = (shown: ReturnType<typeof cpu>) => {
      const { container, unmount } = show(shown)
      const [placeholder] = container.querySelectorAll('[aria-hidden] > div[style*="height"]')
      const height = placeholder?.getAttribute('style')
      unmount()
      return height
    }
    const loading = heights(cpu({ series: undefined, expected: 3 }))
    expect(loading).toBeTruthy()
    expect(heights(cpu({ expected: 3, problem: 'gone' }))).toBe(loading)
  })
})
