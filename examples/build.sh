#!/usr/bin/env bash
# A pretended build: lines that begin with a marker steer the record, everything else is its log.
echo "STEP_START:Compile [stop_on_error=true] [duration=2]"
echo "compiling 14 files"
echo "META:commit:4b789f3"
sleep 1
echo "STEP_COMPLETE:Compile"
echo "STEP_START:Test"
for i in 1 2 3; do
    echo "test $i ok"
    sleep 0.5
done
echo "WARNING: 1 test was slow" >&2
report=report-$$.txt
printf 'tests=3\nfailures=0\n' >"$report"
echo "ARTIFACT:$report:what the tests said"
echo "STEP_COMPLETE:Test"
