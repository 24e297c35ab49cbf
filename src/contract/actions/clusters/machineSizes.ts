/** Memory sizes in GB by number of cores (api-facts.md 5.6). */
type Sizes = Readonly<Record<number, readonly number[]>>

const m: Sizes = { 1: [8], 2: [16], 4: [32], 8: [64], 12: [96], 16: [128], 24: [192], 32: [256] }

const families = {
  'CVM.S1': {
    1: [1, 2, 4],
    2: [2, 4, 8, 12],
    4: [4, 8, 12, 16, 24],
    8: [8, 16, 24, 32],
    12: [12, 24, 48],
    16: [16, 32, 48],
    24: [24, 48, 56],
    32: [64],
  },
  'CVM.S2': {
    1: [1, 2, 4],
    2: [4, 8],
    4: [4, 8, 16],
    8: [8, 16, 32],
    12: [24, 48],
    16: [32, 64],
    24: [48, 96],
    32: [64, 128],
  },
  'CVM.I1': {
    2: [4, 8, 16],
    4: [8, 16, 32],
    8: [16, 24, 32, 40],
    12: [24, 36, 48, 60],
    16: [80],
    24: [120],
    32: [160],
    48: [240],
  },
  'CVM.I2': {
    2: [4, 8, 16],
    4: [8, 16, 32],
    8: [16, 24, 32],
    12: [24, 48],
    16: [32, 64],
    24: [96],
    32: [120],
  },
  'CVM.M1': { ...m, 48: [368] },
  'CVM.M2': { ...m, 48: [384] },
  'CVM.C2': { 4: [8, 16, 32], 8: [16, 32], 16: [32, 60], 32: [120] },
} as const satisfies Readonly<Record<string, Sizes>>

export const familyNames: readonly string[] = Object.keys(families)

const sizesOf = (family: string): Sizes =>
  Object.entries(families).find(([name]) => name === family)?.[1] ?? {}

/** Returns the core counts of a machine family. */
export const coresOf = (family: string): number[] => Object.keys(sizesOf(family)).map(Number)

/** Returns the memory sizes in GB of a machine family for a core count. */
export const memoriesOf = (family: string, cpu: number): readonly number[] =>
  sizesOf(family)[cpu] ?? []

/** Whether a family offers this size; memory in GB. */
export const isSold = (family: string, cpu: number, mem: number): boolean =>
  memoriesOf(family, cpu).includes(mem)
