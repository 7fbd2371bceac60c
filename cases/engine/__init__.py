"""The case engine: how a simulated patient's story moves and is scored, as pure functions over frozen values.

Its law: the standard library and itself only; no Django, no clock, no dice, no files, no logs. What varies
comes in as an argument, and the same arguments give the same answer for ever.
"""
