import { MantineProvider } from '@mantine/core'
import '../../../src/ui/theme/styles'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { i18n, startI18n, withTexts } from '../../../src/i18n/i18n'
import { Chart } from '../../../src/ui/chart/Chart'
import type { Series } from '../../../src/ui/chart/model/grid'
import { cssVariables, theme } from '../../../src/ui/theme/theme'
import { charts, firstTime, type Load, painted, points, size, step } from './points'

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

async function untilDrawn(root: HTMLElement, load: Load) {
  // A chart draws at most eight lines, plus one line for all remaining series.
  const expectedCurves = charts * Math.min(load.lines, 9)
  while (root.querySelectorAll('path.recharts-curve').length < expectedCurves) await painted()
}

/**
 * Twelve charts of the console with legends: milliseconds until painted, until updated, and per
 * crosshair move.
 */
export async function withGantry(root: HTMLElement, load: Load) {
  await startI18n()
  await withTexts(Promise.resolve(), 'monitoring')
  const data = (shift: number): Series[][] =>
    numbers(charts).map((chart) =>
      numbers(load.lines).map((line) => {
        const values = points(load.points, chart + shift, line)
        return { id: `${line}`, label: `web-${line}`, start: firstTime, step, values }
      }),
    )
  const [first, second] = [data(0), data(1)]
  const view = { from: firstTime, to: firstTime + (load.points - 1) * step }
  const columns = `repeat(3, ${size.width}px)`
  const page = createRoot(root)
  const render = (all: Series[][]) =>
    flushSync(() =>
      page.render(
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
          <I18nextProvider i18n={i18n}>
            <div style={{ display: 'grid', gridTemplateColumns: columns }}>
              {all.map((series, at) => (
                <Chart
                  // biome-ignore lint/suspicious/noArrayIndexKey: the charts never change places
                  key={at}
                  title={`Chart ${at + 1}`}
                  unit="%"
                  isShare
                  view={view}
                  series={series}
                />
              ))}
            </div>
          </I18nextProvider>
        </MantineProvider>,
      ),
    )
  render([])
  await painted()

  const startedAt = performance.now()
  render(first)
  await untilDrawn(root, load)
  await painted()
  const shown = performance.now() - startedAt

  const curves = () => [...root.querySelectorAll('path.recharts-curve')]
  const [pathsBefore, elements] = [curves().map((curve) => curve.getAttribute('d')), curves()]
  const updateStartedAt = performance.now()
  render(second)
  await painted()
  const updated = performance.now() - updateStartedAt
  const isSame = curves().every((curve, at) => curve === elements[at])
  const isNew = curves().every((curve, at) => curve.getAttribute('d') !== pathsBefore[at])
  if (!isSame || !isNew) throw new Error('the update was not drawn, or drawn by mounting anew')
  return { shown, updated }
}
