"""The conference after its day: personal data erased, open questions carried over."""
