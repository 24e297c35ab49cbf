import fc from 'fast-check'

// A fixed seed makes failures reproducible; FC_SEED tries other examples.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_124) })
