import fc from 'fast-check'

// The same examples each time, so that a failure can be seen again; FC_SEED looks for others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_124) })
