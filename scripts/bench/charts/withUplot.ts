import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { charts, firstTime, type Load, painted, points, size, step } from './points'

const colours = ['#0074b3', '#c66d65', '#156851', '#ac4283', '#896d0d', '#5e38a4', '#3e9ac3']

/** Twelve bare uPlot charts: milliseconds until painted and until updated. */
export async function withUplot(root: HTMLElement, load: Load) {
  const moments = Array.from(
    { length: load.points },
    (_, at) => firstTime / 1000 + (at * step) / 1000,
  )
  const data = (shift: number) =>
    Array.from({ length: charts }, (_, chart) => [
      moments,
      ...Array.from({ length: load.lines }, (_, line) => points(load.points, chart + shift, line)),
    ])
  const [first, second] = [data(0), data(1)]
  root.style.cssText = `display:grid;grid-template-columns:repeat(3, ${size.width}px)`
  await painted()

  const startedAt = performance.now()
  const plots = first.map((values) => {
    const container = document.createElement('div')
    root.append(container)
    const series = Array.from({ length: load.lines }, (_, line) => ({
      stroke: colours[line % colours.length] ?? '#000',
    }))
    const options = { ...size, legend: { show: false }, series: [{}, ...series] }
    return new uPlot(options, values as uPlot.AlignedData, container)
  })
  await painted()
  const shown = performance.now() - startedAt

  const updateStartedAt = performance.now()
  plots.forEach((plot, at) => {
    plot.setData(second[at] as uPlot.AlignedData)
  })
  await painted()
  return { shown, updated: performance.now() - updateStartedAt }
}
