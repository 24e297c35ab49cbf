module gantry.local/components/workload

go 1.26.0
