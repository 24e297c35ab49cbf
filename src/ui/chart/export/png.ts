const scale = 2
const headerHeight = 28
const padding = 8

const attribute = (element: Element, name: string) => Number(element.getAttribute(name) ?? 0)

function drawText(
  context: CanvasRenderingContext2D,
  element: SVGTextElement,
  style: CSSStyleDeclaration,
) {
  context.fillStyle = style.fill
  context.font = `${style.fontSize} ${style.fontFamily}`
  context.textAlign = style.textAnchor === 'middle' ? 'center' : 'start'
  if (style.textAnchor === 'end') context.textAlign = 'end'
  context.textBaseline = element.hasAttribute('dy') ? 'middle' : 'alphabetic'
  context.fillText(element.textContent ?? '', attribute(element, 'x'), attribute(element, 'y'))
}

function drawStroke(
  context: CanvasRenderingContext2D,
  element: Element,
  style: CSSStyleDeclaration,
) {
  context.strokeStyle = style.stroke
  context.lineWidth = Number.parseFloat(style.strokeWidth)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.setLineDash(
    style.strokeDasharray === 'none'
      ? []
      : style.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat),
  )
  if (element instanceof SVGPathElement) {
    context.stroke(new Path2D(element.getAttribute('d') ?? ''))
    return
  }
  context.beginPath()
  context.moveTo(attribute(element, 'x1'), attribute(element, 'y1'))
  context.lineTo(attribute(element, 'x2'), attribute(element, 'y2'))
  context.stroke()
}

interface Caption {
  title: string
  note: string
  /** Names and colours of the lines. */
  legend: readonly { label: string; colour: string }[]
}

/**
 * Renders the chart as PNG with title and legend. The SVG elements are painted onto a canvas one by
 * one, because loading the SVG as an image needs a source that the Content-Security-Policy forbids.
 */
export async function toPng(svg: SVGSVGElement, { title, note, legend }: Caption): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal
  const canvas = document.createElement('canvas')
  const foot = legend.length * 16 + padding
  canvas.width = (width + 2 * padding) * scale
  canvas.height = (headerHeight + height + foot) * scale
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const page = getComputedStyle(svg)
  context.scale(scale, scale)
  context.fillStyle = getComputedStyle(document.body).backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = page.color
  context.font = `600 13px ${page.fontFamily}`
  context.fillText(title, padding, 18)
  const titled = context.measureText(title).width
  context.font = `11px ${page.fontFamily}`
  context.fillText(note, padding + titled + 10, 18)
  context.save()
  context.translate(padding, headerHeight)
  for (const element of svg.querySelectorAll('line, path, text')) {
    const style = getComputedStyle(element)
    if (element instanceof SVGTextElement) drawText(context, element, style)
    else drawStroke(context, element, style)
  }
  context.restore()
  legend.forEach(({ label, colour }, at) => {
    const y = headerHeight + height + 10 + at * 16
    context.setLineDash([])
    context.fillStyle = colour
    context.fillRect(padding, y - 4, 14, 3)
    context.fillStyle = page.color
    context.fillText(label, padding + 20, y)
  })
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}
