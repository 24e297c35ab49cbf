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
      let lastFrameAt = performance.now()
      const onFrame = (now: number) => {
        gaps.push(now - lastFrameAt)
        lastFrameAt = now
        if (gaps.length < count) requestAnimationFrame(onFrame)
        else resolve(gaps.slice(1))
      }
      requestAnimationFrame(onFrame)
    }),
})
