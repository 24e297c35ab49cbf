import { withGantry } from './withGantry'
import { withUplot } from './withUplot'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

Object.assign(window, {
  uplot: (load: Parameters<typeof withUplot>[1]) => withUplot(root, load),
  gantry: (load: Parameters<typeof withGantry>[1]) => withGantry(root, load),
  /** Milliseconds between each of the next `count` frames. */
  frames: (count: number) =>
    new Promise((resolve) => {
      const gaps: number[] = []
      let last = performance.now()
      const next = (now: number) => {
        gaps.push(now - last)
        last = now
        if (gaps.length < count) requestAnimationFrame(next)
        else resolve(gaps.slice(1))
      }
      requestAnimationFrame(next)
    }),
})
