"""Work that other processes do: what goes to them and comes back is bytes and plain values.

What is made does not depend on how many there are, for every piece of work is a pure function and its result has
its place. Any `concurrent.futures.Executor` can do it: processes of this machine, or the workers of a cluster.
"""
