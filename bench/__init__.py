"""Measurements that a stranger can run: `make bench`, or each alone, `python -m bench.door`.

They print ratios against something measured in the same run, never bare times: machines are noisy.
"""
