import { linkSignals } from '../client/linkSignals'
import type { KubernetesObject } from '../objects/meta'
import type { Rights } from '../rights/rights'
import { type Kind, type ReflectorPorts, type ReflectorState, startReflector } from './reflector'

interface Scope {
  /** Absent while the account may not list the kind here. */
  reflector: ReturnType<typeof startReflector> | undefined
  stop: () => void
}

/**
 * Keeps a kind up to date in the namespaces that the account may list and watch. `follow` adapts
 * to its present rights: an open watch survives the loss of its right, so the rows of a lost scope
 * are discarded.
 */
export function startScopedWatches<T extends KubernetesObject>(
  kind: Kind<T>,
  ports: ReflectorPorts,
  rights: Rights,
  signal: AbortSignal,
) {
  const scopes = new Map<string, Scope>()

  const isDenied = (namespace: string) =>
    (['list', 'watch'] as const).some((verb) => {
      const { group, name: resource, isNamespaced } = kind
      return rights.verdict({ verb, group, resource, isNamespaced }, namespace) === 'denied'
    })

  function openScope(namespace: string): Scope {
    const { signal: scopeSignal, abort, release } = linkSignals([signal])
    return {
      reflector: startReflector(kind, namespace, ports, scopeSignal),
      stop: () => {
        abort()
        release()
        kind.rows.replace([], namespace)
      },
    }
  }

  function follow(): void {
    const wantedNamespaces = kind.isNamespaced ? rights.scopes() : rights.isLimited ? [] : ['']
    for (const [namespace, scope] of scopes) {
      if (wantedNamespaces.includes(namespace) && isDenied(namespace) === !scope.reflector) continue
      scope.stop()
      scopes.delete(namespace)
    }
    for (const namespace of wantedNamespaces) {
      if (scopes.has(namespace)) continue
      const deniedScope = { reflector: undefined, stop: () => {} }
      scopes.set(namespace, isDenied(namespace) ? deniedScope : openScope(namespace))
    }
    ports.onState?.()
  }

  /** The watched scopes that cover a namespace; all scopes if `namespace` is empty. */
  const covering = (namespace: string): Scope[] =>
    [...scopes].flatMap(([scopeNamespace, scope]) =>
      scopeNamespace === '' || namespace === '' || scopeNamespace === namespace ? [scope] : [],
    )

  return {
    follow,
    /**
     * The state of the watch of a namespace, or of all watches together if `namespace` is empty:
     * `current` if any of them is `current` and none is waiting.
     */
    state(namespace: string): ReflectorState {
      if (!rights.hasReviewed()) return 'waiting'
      const states = covering(namespace).map(({ reflector }) => reflector?.state() ?? 'forbidden')
      if (states.includes('waiting')) return 'waiting'
      return states.includes('current') ? 'current' : 'forbidden'
    },
    /** The oldest failure that has not been repaired yet. */
    lost: (namespace: string) =>
      covering(namespace)
        .flatMap(({ reflector }) => reflector?.lost() ?? [])
        .sort((a, b) => a.since - b.since)[0],
  }
}
