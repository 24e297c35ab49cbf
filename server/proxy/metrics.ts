export type Count = (family: 'requests' | 'upstream', name: string, outcome: string) => void

const families = {
  requests: { label: 'route', help: 'Requests to the console by route and status.' },
  upstream: { label: 'action', help: 'Calls to the cloud by action and outcome.' },
} as const

const plain = (text: string) => text.replace(/[\\"\n]/g, ' ')

/** Counters for GET /metrics, in the text format of Prometheus. */
export function createMetrics() {
  const counts = { requests: new Map<string, number>(), upstream: new Map<string, number>() }

  const count: Count = (family, name, outcome) => {
    const key = `${families[family].label}="${plain(name)}",outcome="${plain(outcome)}"`
    counts[family].set(key, (counts[family].get(key) ?? 0) + 1)
  }

  function text(): string {
    const lines: string[] = []
    for (const family of ['requests', 'upstream'] as const) {
      const metric = `gantry_${family}_total`
      lines.push(`# HELP ${metric} ${families[family].help}`, `# TYPE ${metric} counter`)
      for (const [labels, value] of counts[family]) lines.push(`${metric}{${labels}} ${value}`)
    }
    return lines.join('\n')
  }

  return { count, text }
}
